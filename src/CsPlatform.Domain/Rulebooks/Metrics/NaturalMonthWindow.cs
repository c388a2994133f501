namespace CsPlatform.Domain.Rulebooks;

/// <summary>The natural month.</summary>
public sealed record NaturalMonthWindow : MetricWindow;
