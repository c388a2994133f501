using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a fact of one shop.</summary>
internal readonly record struct ShopFact(ShopKey Shop, FactKey Fact);
