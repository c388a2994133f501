namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Mean online time per natural day: milliseconds in which at least one agent was online, over the days of the period (handbook
/// 7).
/// </summary>
/// <param name="Hours">Half-open hours that count; null = all.</param>
public sealed record MeanOnlineTimeFormula(DailyHours? Hours) : CountedFormula
{
    /// <inheritdoc/>
    public override MetricMeasure Measure => MetricMeasure.MeanMilliseconds;
}
