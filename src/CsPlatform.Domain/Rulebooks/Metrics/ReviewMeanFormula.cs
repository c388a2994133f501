namespace CsPlatform.Domain.Rulebooks;

/// <summary>The mean of the stars of reviews (handbook 4.4, 5.5, 6.4): sum of stars over the number of them.</summary>
/// <param name="Scope">Which reviews count.</param>
public sealed record ReviewMeanFormula(ReviewScope Scope) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.MeanStars;
}
