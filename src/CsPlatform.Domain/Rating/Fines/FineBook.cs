using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Fines;

/// <summary>
/// One shop's fines: folds decisions in their order and answers each with what it books. A revoked decision's fine is taken back, and
/// what had only not been due beside it (at most one per day, month, case) becomes due.
/// </summary>
/// <param name="shop">The shop.</param>
/// <param name="fallback">
/// What money is taken where a rule names none: configuration, as no source says it (handbook 3.2); empty = nothing is taken.
/// </param>
public sealed class FineBook(ShopKey shop, IReadOnlyList<FundSource> fallback)
{
    private readonly SortedDictionary<string, FineRecord> records = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>The shop.</summary>
    public ShopKey Shop => shop;

    /// <summary>What is open of the fines in the book.</summary>
    public OpenItems Open { get; } = new();

    /// <summary>Demands of which something changed since they were restored.</summary>
    public IEnumerable<FineRecord> Touched => touched.Order(StringComparer.Ordinal).Select(id => records[id]);

    /// <summary>Puts in what was stored.</summary>
    public void Restore(FineRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        records[record.Demand.DecisionId] = record;
    }

    /// <summary>What a demand books; nothing when it is not enforced or was applied before.</summary>
    public IReadOnlyList<BookEntry> Demand(FineDemand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return records.ContainsKey(demand.DecisionId) ? [] : Decide(demand);
    }

    /// <summary>What it books that a decision is revoked; nothing when it asked for no fine or was revoked before.</summary>
    /// <param name="revoked">The decision that does not stand any more.</param>
    /// <param name="by">The decision that revokes it.</param>
    /// <param name="traceId">What that goes back to.</param>
    public IReadOnlyList<BookEntry> Revoke(string revoked, string by, string traceId)
    {
        if (!records.TryGetValue(revoked, out var record) || record.RevokedBy is not null)
        {
            return [];
        }

        var entries = new List<BookEntry>();
        Note(record with { Standing = null, RevokedBy = by });
        if (record.Standing is { } standing)
        {
            Enter(standing.Reversed(by, traceId), entries);
            var waiting = records.Values
                .Where(other => other is { Against: AmountReason.DueBefore, RevokedBy: null } && other.Demand.Key == record.Demand.Key)
                .OrderBy(other => other.Demand.Order)
                .FirstOrDefault();
            if (waiting is not null)
            {
                entries.AddRange(Decide(waiting.Demand));
            }
        }

        return entries;
    }

    private List<BookEntry> Decide(FineDemand demand)
    {
        var entries = new List<BookEntry>();
        var dueBefore = records.Values.Where(record => record.Standing is not null).Select(record => record.Demand.Key).ToHashSet();
        var outcome = AmountDecision.Of(demand.Rule, demand.Citation, demand.Facts, dueBefore);
        if (outcome is AmountDue due)
        {
            var fine = ToFine(demand, due);
            Note(new FineRecord(demand, AmountReason.None, fine, RevokedBy: null));
            Enter(fine, entries);
        }
        else
        {
            Note(new FineRecord(demand, ((AmountNotEnforced)outcome).Reason, Standing: null, RevokedBy: null));
        }

        return entries;
    }

    // Deposits are not known here: what a rule takes of one is due and waits.
    private Fine ToFine(FineDemand demand, AmountDue due)
    {
        var sources = due.IsFunded ? due.FundSources : fallback;
        return new Fine(
            ChargeIds.OfFine(shop, demand.DecisionId), shop, demand.DecisionId, demand.CaseId, demand.At, due.Value, due.Working,
            sources.Contains(FundSource.SalesProceeds), due.Payee, demand.Citation);
    }

    private void Enter(Fine fine, List<BookEntry> entries)
    {
        if (fine.IsOwed && !fine.Value.IsZero)
        {
            Open.Add(fine.Reverses ?? fine.Id, fine.At, fine.Amount);
        }

        entries.Add(new FineEntry(fine));
    }

    private void Note(FineRecord record)
    {
        records[record.Demand.DecisionId] = record;
        touched.Add(record.Demand.DecisionId);
    }
}
