using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>A metric's value for a period, with the rule it was found by.</summary>
/// <param name="MetricId">The metric.</param>
/// <param name="Period">The period.</param>
/// <param name="Rate">The value.</param>
/// <param name="Citation">The rule.</param>
public sealed record ClosedFigure(string MetricId, FigurePeriod Period, Rate Rate, RuleCitation Citation);
