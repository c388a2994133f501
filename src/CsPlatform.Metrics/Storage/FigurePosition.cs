using CsPlatform.Domain.Metrics;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>A place in the order of a metric's figures.</summary>
internal sealed record FigurePosition(string ShopId, FigurePeriodKind Kind, LocalDate EvaluatedOn);
