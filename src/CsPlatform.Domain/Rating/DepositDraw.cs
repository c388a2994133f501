using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// What a settlement left open, taken out of the shop's deposit: only where the rule is configured so (handbook 1.2, item 6),
/// oldest usage first, and never below 0.
/// </summary>
/// <param name="SettlementId">The settlement that did not suffice.</param>
/// <param name="Shop">The shop.</param>
/// <param name="At">Its instant.</param>
/// <param name="Lines">What is taken for which charge; at least one.</param>
public sealed record DepositDraw(string SettlementId, ShopKey Shop, Instant At, IReadOnlyList<DeductionLine> Lines)
{
    /// <summary>Sum of the lines, above 0.</summary>
    public Fen Taken { get; } = Fen.Sum(Lines.Select(line => line.Amount));

    /// <summary>What is taken after a settlement was paid; null when nothing is.</summary>
    /// <param name="settled">The settlement.</param>
    /// <param name="open">What is open after it, in any order.</param>
    /// <param name="policy">What the rule says.</param>
    /// <param name="deposit">What is in the deposit; below 0 counts as nothing.</param>
    public static DepositDraw? Decide(Deduction settled, IEnumerable<OpenItem> open, ShortfallPolicy policy, Fen deposit)
    {
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(open);
        if (policy != ShortfallPolicy.Deposit)
        {
            return null;
        }

        var (there, lines) = (deposit, new List<DeductionLine>());
        var owed = open.Where(item => item.At <= settled.At && item.Open > Fen.Zero)
            .OrderBy(item => item.At)
            .ThenBy(item => item.ChargeId, StringComparer.Ordinal);
        foreach (var item in owed)
        {
            var taken = Fen.Min(item.Open, there);
            if (taken > Fen.Zero)
            {
                lines.Add(new DeductionLine(item.ChargeId, taken));
                there -= taken;
            }
        }

        return lines.Count == 0 ? null : new DepositDraw(settled.SettlementId, settled.Shop, settled.At, lines);
    }

    /// <summary>The ledger entry: deposit down, receivable down.</summary>
    public LedgerTransaction ToLedger() => Bookings.DepositDraw("deposit:" + SettlementId, Shop, SettlementId, At, Taken);
}
