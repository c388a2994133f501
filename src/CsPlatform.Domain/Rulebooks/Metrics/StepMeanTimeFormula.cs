namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// The mean time of one or more stretches of an after-sales order together, plain clock time, in the period of its
/// last step; an order that lacks a step of them is not finished and no unit (handbook 5.5).
/// </summary>
/// <param name="Stretches">From the first time of a step to the first time of another.</param>
public sealed record StepMeanTimeFormula(
    IReadOnlyList<(AfterSalesStepKind From, AfterSalesStepKind To)> Stretches) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.MeanMilliseconds;
}
