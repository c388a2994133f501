using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>By the band that a score lies in (handbook 5.1). The score is compared exactly: 79.999 lies below 80.</summary>
public static class BandedFormula
{
    // Enough for any score that people look at; only the text is rounded, never the comparison.
    private const int Decimals = 3;

    /// <summary>What the score costs.</summary>
    public static Worked Work(BandedAmount form, AmountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Score is not { } score)
        {
            return Worked.Not(AmountReason.FactMissing);
        }

        if (form.Bands.FirstOrDefault(band => band.Contains(score)) is not { } found)
        {
            return Worked.Not(AmountReason.FactOutOfRange);
        }

        return Worked.Out(found.Value.Amount, $"{Text(score)} in {Ends(found)}: {Yuan.Of(found.Value)}");
    }

    private static string Ends(AmountBand band) =>
        band.Below is { } below ? $"[{Text(band.From)}, {Text(below)})" : $"[{Text(band.From)}, ∞)";

    private static string Text(Fraction score)
    {
        var text = score.ToString(Decimals).TrimEnd('0').TrimEnd('.');
        return score == Fraction.Parse(text) ? text : $"{score}";
    }
}
