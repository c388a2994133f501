using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>Names one fact of a shop: a metric on a natural day.</summary>
public readonly record struct FactKey(string MetricId, LocalDate Day);
