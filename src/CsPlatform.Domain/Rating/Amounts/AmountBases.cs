using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>What a share or a multiple is taken of.</summary>
internal static class AmountBases
{
    /// <summary>The sum, or why there is none.</summary>
    public static (Fen Of, AmountReason Reason) Find(AmountBase of, AmountFacts facts)
    {
        if (facts.Paid is not { } paid || (of == AmountBase.PaidWithoutFreight && facts.Freight is null))
        {
            return (Fen.Zero, AmountReason.FactMissing);
        }

        var freight = of == AmountBase.PaidWithoutFreight ? facts.Freight!.Value : Fen.Zero;
        return freight < Fen.Zero || paid < freight || paid.Amount > Fen.LargestInput
            ? (Fen.Zero, AmountReason.FactOutOfRange)
            : (paid - freight, AmountReason.None);
    }
}
