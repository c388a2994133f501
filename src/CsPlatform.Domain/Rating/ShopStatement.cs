using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Fines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// A shop's natural month: each fact lies in the month of its own instant (China Standard Time), whenever it became known.
/// carried forward = brought forward + charged - deducted; a negative amount forward is owed to the shop.
/// </summary>
/// <param name="Shop">The shop.</param>
/// <param name="Month">The month's first day.</param>
/// <param name="BroughtForward">Charges of earlier months minus deductions of earlier months.</param>
/// <param name="Lines">The month's charges.</param>
/// <param name="Deductions">The month's settlements, by time.</param>
/// <param name="Uncharged">The month's usage without a charge.</param>
public sealed record ShopStatement(
    ShopKey Shop,
    LocalDate Month,
    Fen BroughtForward,
    IReadOnlyList<StatementLine> Lines,
    IReadOnlyList<Deduction> Deductions,
    IReadOnlyList<UnchargedLine> Uncharged)
{
    /// <summary>The month's fines by time, each before what takes it back.</summary>
    public IReadOnlyList<Fine> Fines { get; init; } = [];

    /// <summary>What decisions of the month ask for without its being enforced.</summary>
    public IReadOnlyList<FineNotEnforced> FinesNotEnforced { get; init; } = [];

    /// <summary>Sum of the lines and of the fines that are owed.</summary>
    public Fen Charged => Fen.Sum(Lines.Select(line => line.Amount)) + Fined;

    /// <summary>Sum of the fines that settlements deduct.</summary>
    public Fen Fined => Fen.Sum(Fines.Where(fine => fine.IsOwed).Select(fine => fine.Amount));

    /// <summary>Sum of the fines that are due without a source of money; it is part of no other sum.</summary>
    public Fen Unfunded => Fen.Sum(Fines.Where(fine => !fine.IsOwed).Select(fine => fine.Amount));

    /// <summary>Proceeds settled in the month.</summary>
    public Fen Settled => Fen.Sum(Deductions.Select(deduction => deduction.Settled));

    /// <summary>Taken from them.</summary>
    public Fen Deducted => Fen.Sum(Deductions.Select(deduction => deduction.Deducted));

    /// <summary>Still open at the month's end.</summary>
    public Fen CarriedForward => BroughtForward + Charged - Deducted;

    /// <summary>The instants of a natural month: includes the first, excludes the second.</summary>
    public static (Instant From, Instant Until) InstantsOf(LocalDate month)
    {
        var period = Period.OfMonth(month);
        return (ChinaTime.StartOf(period.Start), ChinaTime.StartOf(period.End));
    }

    /// <summary>Holds the statement against the ledger.</summary>
    /// <param name="receivableBefore">What the ledger has on the shop's receivable before the month.</param>
    /// <param name="charged">What the month's charges and reversals move on it.</param>
    /// <param name="deducted">What the month's settlements take off it.</param>
    /// <exception cref="InvalidOperationException">They differ: a bug or a damaged database, never to be shown.</exception>
    public void MustAgreeWith(Fen receivableBefore, Fen charged, Fen deducted)
    {
        if (BroughtForward != receivableBefore || Charged != charged || Deducted != deducted)
        {
            throw new InvalidOperationException(
                $"Statement {Month:uuuu'-'MM} of {Shop} has brought forward {BroughtForward}, charged {Charged}, " +
                $"deducted {Deducted}; " +
                $"the ledger has {receivableBefore}, {charged}, {deducted}.");
        }
    }
}
