using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>What a formula gives: an exact number of fen with its working, or a reason why it gives none.</summary>
/// <param name="Exact">Exact number of fen; 0 when there is a reason.</param>
/// <param name="Working">The formula with its numbers, in yuan.</param>
/// <param name="Reason">None, or why there is no number.</param>
public readonly record struct Worked(Fraction Exact, string Working, AmountReason Reason)
{
    /// <summary>No number.</summary>
    public static Worked Not(AmountReason reason) => new(Fraction.Zero, "", reason);

    /// <summary>A number with its working.</summary>
    public static Worked Out(Fraction exact, string working) => new(exact, working, AmountReason.None);
}
