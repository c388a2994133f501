namespace CsPlatform.Domain.Rulebooks;

/// <summary>After-sales orders that were applied for over items of orders (handbook 5.5, 退换率).</summary>
/// <param name="Over">The step of the orders whose items they are counted against.</param>
public sealed record ReturnRateFormula(OrderStepKind Over) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.Ratio;
}
