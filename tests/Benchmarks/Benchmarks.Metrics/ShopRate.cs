namespace Benchmarks.Metrics;

/// <summary>A shop's rate over a period.</summary>
internal readonly record struct ShopRate(int Shop, long Hits, long Units);
