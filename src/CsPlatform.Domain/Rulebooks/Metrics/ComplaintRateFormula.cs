namespace CsPlatform.Domain.Rulebooks;

/// <summary>Complaints for certain reasons over the consumers who consulted (handbook 3.1, P-cmp).</summary>
/// <param name="Reasons">The reasons that count, in the platform's words.</param>
/// <param name="Consumers">How the consumers are counted.</param>
public sealed record ComplaintRateFormula(IReadOnlySet<string> Reasons, ConsumerCount Consumers) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.Ratio;
}
