using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Metrics.UseCases;

/// <summary>A checked selector of one figure.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Kind">Kind of the period.</param>
/// <param name="ValidAt">The last day of evaluation that is meant.</param>
/// <param name="KnownAt">The last instant at which what is meant was published.</param>
internal sealed record FigureChoice(ShopKey Shop, string MetricId, FigurePeriodKind Kind, LocalDate ValidAt, Instant KnownAt);
