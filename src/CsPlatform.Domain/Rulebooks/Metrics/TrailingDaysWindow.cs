namespace CsPlatform.Domain.Rulebooks;

/// <summary>The n days before the day of evaluation.</summary>
public sealed record TrailingDaysWindow(int Days) : MetricWindow;
