using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>A run of days of one shop's metric.</summary>
internal readonly record struct FactRange(ShopKey Shop, string MetricId, Period Days);
