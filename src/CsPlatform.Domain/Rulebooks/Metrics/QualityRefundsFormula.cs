using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Refunds for quality of signed orders with signed − applied below a limit; a signing before the application is negative and
/// counts (handbook 3.3 R16). By the time of the application.
/// </summary>
/// <param name="SignedWithin">Exclusive: exactly this long does not count.</param>
/// <param name="Over">Step of the orders they are counted against; null = no source says, there is a number and no rate.</param>
public sealed record QualityRefundsFormula(Duration SignedWithin, OrderStepKind? Over) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.Ratio;
}
