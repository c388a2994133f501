namespace Benchmarks.Rules;

/// <summary>One answer of a rebuild, as every side gives it.</summary>
internal readonly record struct ShopDay(int Shop, int Day, long Hits, long Units);
