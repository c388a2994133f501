namespace CsPlatform.Domain.Rulebooks;

/// <summary>Where a number of a score comes from.</summary>
public abstract record ScoreSource;

/// <summary>The value of a metric.</summary>
/// <param name="MetricId">The metric.</param>
public sealed record MetricSource(string MetricId) : ScoreSource;

/// <summary>How many units a metric counted.</summary>
/// <param name="MetricId">The metric.</param>
public sealed record UnitsSource(string MetricId) : ScoreSource;

/// <summary>A value that is given from outside.</summary>
/// <param name="Name">Its name.</param>
public sealed record GivenSource(string Name) : ScoreSource;
