using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Simulating;

/// <summary>Which figures are added up: those of a simulation's shops of one metric and kind of period, over all its days.</summary>
/// <param name="Simulation">What the ids of its shops begin with.</param>
/// <param name="Platform">The platform.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Kind">The kind of period.</param>
internal readonly record struct FigureSum(string Simulation, string Platform, string MetricId, PeriodKind Kind);
