using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a buyer of a shop.</summary>
internal readonly record struct BuyerKey(ShopKey Shop, string BuyerId);
