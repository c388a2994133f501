namespace CsPlatform.Domain.Rulebooks;

/// <summary>Orders that had one step over orders that had another, each in the period of its own step (handbook 6.1).</summary>
/// <param name="Had">The step that hits.</param>
/// <param name="Over">The step that makes a unit.</param>
public sealed record OrderShareFormula(OrderStepKind Had, OrderStepKind Over) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.Ratio;
}
