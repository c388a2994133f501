using CsPlatform.Domain.Metrics;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a figure of one platform.</summary>
internal readonly record struct FigureKey(string ShopId, string MetricId, FigurePeriodKind Kind, LocalDate EvaluatedOn);
