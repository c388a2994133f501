using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// Takes open charges out of settled sales proceeds (从销售款中扣除, handbook 1.2). Order of precedence: first what is owed back to
/// the shop enlarges what is there; then charges are paid, oldest usage first, charge id where instants tie. Only usage up to
/// the settlement's own instant counts, so no month pays for a later one. What is there is never overdrawn; the rest stays open
/// for the next settlement.
/// </summary>
public static class ProceedsDeduction
{
    /// <summary>What the settlement pays. The open items may come in any order.</summary>
    /// <exception cref="ArgumentException">The proceeds are not greater than 0.</exception>
    public static Deduction Decide(ShopKey shop, ProceedsSettledFact settlement, IEnumerable<OpenItem> open)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        ArgumentNullException.ThrowIfNull(open);
        if (settlement.Amount <= Fen.Zero)
        {
            throw new ArgumentException($"Settlement {settlement.SettlementId} settles {settlement.Amount}.", nameof(settlement));
        }

        var due = open.Where(item => item.At <= settlement.At)
            .OrderBy(item => item.At)
            .ThenBy(item => item.ChargeId, StringComparer.Ordinal)
            .ToList();
        var there = settlement.Amount - Fen.Sum(due.Where(item => item.Open < Fen.Zero).Select(item => item.Open));
        var (carried, lines) = (Fen.Zero, new List<DeductionLine>());
        foreach (var item in due)
        {
            var taken = item.Open < Fen.Zero ? item.Open : Fen.Min(item.Open, there);
            there -= taken > Fen.Zero ? taken : Fen.Zero;
            carried += item.Open - taken;
            if (!taken.IsZero)
            {
                lines.Add(new DeductionLine(item.ChargeId, taken));
            }
        }

        return new Deduction(settlement.SettlementId, shop, settlement.At, settlement.Id, settlement.Amount, carried, lines);
    }
}
