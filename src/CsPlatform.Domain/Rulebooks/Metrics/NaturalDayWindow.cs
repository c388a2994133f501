namespace CsPlatform.Domain.Rulebooks;

/// <summary>Each natural day by itself.</summary>
public sealed record NaturalDayWindow : MetricWindow;
