namespace CsPlatform.Domain.Rulebooks;

/// <summary>Disputes over orders, each by its own time (handbook 5.5, 6.3).</summary>
/// <param name="Liabilities">Which disputes count, by who answers for them.</param>
/// <param name="LeavesOutUpheldAppeals">Whether disputes that the shop appealed with success are left out.</param>
/// <param name="Over">The step of the orders they are counted against.</param>
public sealed record DisputeRateFormula(
    IReadOnlySet<DisputeLiability> Liabilities, bool LeavesOutUpheldAppeals, OrderStepKind Over) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.Ratio;
}
