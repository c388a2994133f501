using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// One shop's billing: folds facts in the order of the feed and answers each with what it books. What a fact changes after the
/// event (an earlier mode change, start or transfer) is corrected by taking charges back and booking new ones. Facts are folded
/// one by one, so how they are cut into batches makes no difference. Only what a fact touches has to be restored before it is
/// applied.
/// </summary>
public sealed class ShopBook(ShopKey shop, Func<LocalDate, FeeTerms?> termsOn, Tariffs tariffs)
{
    private readonly Dictionary<string, Consultation> consultations = new(StringComparer.Ordinal);
    private readonly Dictionary<UsageKey, UsageRecord> usages = [];
    private readonly HashSet<string> settlements = new(StringComparer.Ordinal);
    private readonly HashSet<string> touchedConsultations = new(StringComparer.Ordinal);
    private readonly HashSet<UsageKey> touchedUsages = [];

    /// <summary>The shop.</summary>
    public ShopKey Shop => shop;

    /// <summary>Its service modes.</summary>
    public ServiceModeTimeline Modes { get; private set; } = ServiceModeTimeline.Empty;

    /// <summary>What is open.</summary>
    public OpenItems Open { get; } = new();

    /// <summary>Consultations of which something new is known since they were restored.</summary>
    public IEnumerable<Consultation> TouchedConsultations => touchedConsultations.Select(id => consultations[id]);

    /// <summary>Usage of which something changed since it was restored.</summary>
    public IEnumerable<UsageRecord> TouchedUsages => touchedUsages.Select(key => usages[key]);

    /// <summary>Every consultation in the book.</summary>
    public IReadOnlyCollection<Consultation> Consultations => consultations.Values;

    /// <summary>Every usage in the book.</summary>
    public IReadOnlyCollection<UsageRecord> Usages => usages.Values;

    /// <summary>Puts in a mode change that was stored.</summary>
    public void Restore(ServiceModeChange change) => Modes = Modes.With(change);

    /// <summary>Puts in a consultation that was stored.</summary>
    public void Restore(Consultation consultation)
    {
        ArgumentNullException.ThrowIfNull(consultation);
        consultations[consultation.Id] = consultation;
    }

    /// <summary>Puts in usage that was stored.</summary>
    public void Restore(UsageRecord usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        usages[usage.Judged.Key] = usage;
    }

    /// <summary>Puts in the id of a settlement that was booked.</summary>
    public void RestoreSettlement(string settlementId) => settlements.Add(settlementId);

    /// <summary>
    /// What the fact books, in order; nothing when it changes no decision or was applied before. Of two settlements under one
    /// id the first counts.
    /// </summary>
    public IReadOnlyList<BookEntry> Apply(BillingFact fact)
    {
        var entries = new List<BookEntry>();
        switch (fact)
        {
            case ModeChangedFact changed:
                Change(changed, entries);
                break;
            case ProceedsSettledFact settled:
                Settle(settled, entries);
                break;
            case ConsultationOpenedFact { ConsultationId: var id }:
                Learn(id, fact, entries);
                break;
            case MessageFact { ConsultationId: var id }:
                Learn(id, fact, entries);
                break;
            case TransferFact { ConsultationId: var id }:
                Learn(id, fact, entries);
                break;
            default:
                throw new ArgumentException($"Billing does not know {fact?.GetType().Name}.", nameof(fact));
        }

        return entries;
    }

    /// <summary>Prices what waits for a price, by the tariffs given now; oldest first.</summary>
    public IReadOnlyList<BookEntry> RateWaiting()
    {
        var entries = new List<BookEntry>();
        var waiting = usages.Values.Where(usage => usage.Decision.State == UsageState.Unrated)
            .OrderBy(usage => usage.Judged.At)
            .ThenBy(usage => usage.Judged.Key.Kind)
            .ThenBy(usage => usage.Judged.Key.ConsultationId, StringComparer.Ordinal)
            .ThenBy(usage => usage.Judged.Key.Transfer)
            .ToList();
        foreach (var usage in waiting)
        {
            Book(usage.Judged, UsageDecision.Of(usage.Judged, tariffs), entries);
        }

        return entries;
    }

    /// <summary>
    /// Judges and prices everything in the book by the rules, calendars and tariffs given now. What comes out otherwise than
    /// before is taken back and booked anew; what comes out alike is not touched.
    /// </summary>
    public IReadOnlyList<BookEntry> Rerate()
    {
        var entries = new List<BookEntry>();
        Judge([.. consultations.Values.OrderBy(consultation => consultation.Id, StringComparer.Ordinal)], entries);
        return entries;
    }

    private void Learn(string consultationId, BillingFact fact, List<BookEntry> entries)
    {
        var before = consultations.GetValueOrDefault(consultationId) ?? Consultation.Unknown(consultationId);
        var after = before.With(fact);
        if (ReferenceEquals(before, after))
        {
            return;
        }

        consultations[consultationId] = after;
        touchedConsultations.Add(consultationId);
        if (after.Start != before.Start || after.Transfers != before.Transfers || after.Buyer != before.Buyer)
        {
            Judge(Together(before, after), entries);
        }
    }

    private void Change(ModeChangedFact changed, List<BookEntry> entries)
    {
        var before = Modes.At(changed.At);
        Modes = Modes.With(new ServiceModeChange(changed.At, changed.Id, changed.Mode));
        if (Modes.At(changed.At) == before)
        {
            return;
        }

        var affected = Modes.IntervalAt(changed.At);
        var rejudged = consultations.Values
            .Where(c => (c.Start is { } start && affected.Contains(start.At)) || c.Transfers.Exists(t => affected.Contains(t.At)))
            .OrderBy(c => c.Id, StringComparer.Ordinal)
            .ToList();
        foreach (var consultation in rejudged)
        {
            Judge(Together(consultation, consultation), entries);
        }
    }

    // Where the rule counts a user's day, what becomes of one consultation depends on the user's other ones.
    private List<Consultation> Together(Consultation before, Consultation after)
    {
        var buyers = new[] { before.Buyer, after.Buyer }.OfType<string>().ToHashSet();
        return buyers.Count > 0 && (CountsUserDays(before) || CountsUserDays(after))
            ? [.. consultations.Values
                .Where(c => c.Id == after.Id || (c.Buyer is { } buyer && buyers.Contains(buyer)))
                .OrderBy(c => c.Id, StringComparer.Ordinal)]
            : [after];
    }

    private bool CountsUserDays(Consultation consultation) => consultation.Transfers.Select(transfer => transfer.At)
        .Concat(consultation.Start is { } start ? [start.At] : [])
        .Any(at => termsOn(ChinaTime.Day(at))?.Rule.TransferDedup == TransferDedup.UserPerDay);

    private void Settle(ProceedsSettledFact settled, List<BookEntry> entries)
    {
        if (settlements.Add(settled.SettlementId))
        {
            var deduction = ProceedsDeduction.Decide(shop, settled, Open.All);
            Open.Pay(deduction);
            entries.Add(new DeductionEntry(deduction));
        }
    }

    private void Judge(IReadOnlyList<Consultation> judged, List<BookEntry> entries)
    {
        var wanted = ChargePolicy.Judge(judged, Modes, termsOn)
            .Select(usage => (Usage: usage, Decision: UsageDecision.Of(usage, tariffs)))
            .ToList();
        foreach (var whole in judged.Select(consultation => UsageKey.OfConsultation(consultation.Id)))
        {
            if (usages.TryGetValue(whole, out var known) && !wanted.Exists(w => w.Usage.Key == whole))
            {
                wanted.Insert(0, (known.Judged, UsageDecision.Void(known.Decision.Day)));
            }
        }

        // All that falls goes first, so that nothing is charged twice at any point of the ledger.
        foreach (var (usage, decision) in wanted)
        {
            TakeBack(usage.Key, decision, entries);
        }

        foreach (var (usage, decision) in wanted)
        {
            Book(usage, decision, entries);
        }
    }

    private void TakeBack(UsageKey key, UsageDecision decision, List<BookEntry> entries)
    {
        if (usages.TryGetValue(key, out var known) && known.Standing is { } standing && known.Decision != decision)
        {
            Enter(standing.Reversed(), entries);
            usages[key] = known with { Standing = null };
        }
    }

    private void Book(JudgedUsage usage, UsageDecision decision, List<BookEntry> entries)
    {
        var known = usages.GetValueOrDefault(usage.Key);
        if (known is not null && known.Decision == decision && known.Judged.At == usage.At && known.Judged.Cause == usage.Cause)
        {
            return;
        }

        var (standing, bookings) = (known?.Standing, known?.Bookings ?? 0);
        if (decision.State == UsageState.Rated && standing is null)
        {
            standing = ToCharge(usage, decision, ++bookings);
            Enter(standing, entries);
        }

        usages[usage.Key] = new UsageRecord(usage, decision, standing, bookings);
        touchedUsages.Add(usage.Key);
    }

    private void Enter(Charge charge, List<BookEntry> entries)
    {
        Open.Add(charge);
        entries.Add(new ChargeEntry(charge));
    }

    private Charge ToCharge(JudgedUsage usage, UsageDecision decision, int booking)
    {
        var terms = usage.Terms ?? throw new InvalidOperationException($"{usage.Key} is charged without a rule.");
        return new Charge(
            ChargeIds.Of(shop, terms.Rule.Id, usage.Key, booking), shop, usage.Key, usage.At, usage.Cause,
            decision.DayClass!.Value, decision.TariffVersion!, decision.UnitPrice!.Value, terms.Citation, Reverses: null);
    }
}
