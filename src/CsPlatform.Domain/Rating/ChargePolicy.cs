using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// Which usage of consultations is chargeable (handbook 1.2). Basis B: while the shop is hosted, the consultation itself, by the
/// mode at its start. Basis A: while self-run service is open, a transfer by the user, by the mode at the transfer. A
/// consultation that is charged on one basis is not charged again on the other, unless the rule counts every transfer: the reading milder for
/// the merchant. Where the rule counts a user's day, the same holds for all consultations that the user has on it.
/// </summary>
public static class ChargePolicy
{
    /// <summary>
    /// All usage of consultations that have to be judged together: hosted consultations first, then the transfers by instant. A
    /// consultation whose buyer is not known stands for itself.
    /// </summary>
    public static IReadOnlyList<JudgedUsage> Judge(
        IReadOnlyList<Consultation> consultations, ServiceModeTimeline modes, Func<LocalDate, FeeTerms?> termsOn)
    {
        ArgumentNullException.ThrowIfNull(consultations);
        ArgumentNullException.ThrowIfNull(modes);
        ArgumentNullException.ThrowIfNull(termsOn);
        var (judged, charged) = (new List<JudgedUsage>(), new ChargedBefore());
        foreach (var consultation in consultations)
        {
            if (consultation.Start is { } start && modes.At(start.At) == ServiceMode.Hosted)
            {
                var terms = termsOn(ChinaTime.Day(start.At));
                var reason = terms is null ? UsageReason.NoRule : UsageReason.None;
                Add(new JudgedUsage(UsageKey.OfConsultation(consultation.Id), start.At, start.Fact, terms, reason), consultation);
            }
        }

        var transfers = consultations.SelectMany(c => c.Transfers.Select(transfer => (Transfer: transfer, Consultation: c)))
            .OrderBy(pair => pair.Transfer.At)
            .ThenBy(pair => pair.Transfer.Id);
        foreach (var (transfer, consultation) in transfers)
        {
            var terms = termsOn(ChinaTime.Day(transfer.At));
            var reason = Against(transfer, consultation, modes.At(transfer.At), terms, charged);
            Add(new JudgedUsage(UsageKey.OfTransfer(transfer), transfer.At, transfer.Id, terms, reason), consultation);
        }

        return judged;

        void Add(JudgedUsage usage, Consultation consultation)
        {
            judged.Add(usage);
            if (usage.IsChargeable)
            {
                charged.Add(consultation, usage.At);
            }
        }
    }

    // In the order of the enum.
    private static UsageReason Against(
        TransferFact transfer, Consultation consultation, ServiceMode mode, FeeTerms? terms, ChargedBefore charged)
    {
        if (terms is null)
        {
            return UsageReason.NoRule;
        }

        if (!terms.Rule.ChargedInitiators.Contains(transfer.Initiator))
        {
            return UsageReason.NotByUser;
        }

        if (!terms.Rule.ChargedKinds.Contains(transfer.Kind))
        {
            return transfer.Kind == ConsultationKind.PreSales ? UsageReason.PreSales : UsageReason.KindNotCharged;
        }

        if (mode == ServiceMode.Hosted)
        {
            return UsageReason.HostedMode;
        }

        return charged.Covers(terms.Rule.TransferDedup, consultation, transfer.At)
            ? UsageReason.AlreadyCharged
            : UsageReason.None;
    }

    // What of the consultations at hand is a unit already.
    private sealed class ChargedBefore
    {
        private readonly HashSet<string> consultations = new(StringComparer.Ordinal);
        private readonly HashSet<(string? Buyer, string Consultation, LocalDate Day)> userDays = [];

        public void Add(Consultation consultation, Instant at)
        {
            consultations.Add(consultation.Id);
            userDays.Add(UserDay(consultation, at));
        }

        public bool Covers(TransferDedup dedup, Consultation consultation, Instant at) => dedup switch
        {
            TransferDedup.Conversation => consultations.Contains(consultation.Id),
            TransferDedup.UserPerDay => userDays.Contains(UserDay(consultation, at)),
            _ => false,
        };

        private static (string? Buyer, string Consultation, LocalDate Day) UserDay(Consultation consultation, Instant at) =>
            (consultation.Buyer, consultation.Buyer is null ? consultation.Id : "", ChinaTime.Day(at));
    }
}
