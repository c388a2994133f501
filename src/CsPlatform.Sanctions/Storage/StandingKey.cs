using CsPlatform.Domain.Primitives;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Whose standing in what.</summary>
internal readonly record struct StandingKey(ShopKey Shop, string MetricId) : IComparable<StandingKey>
{
    /// <summary>Ordinal order of platform, shop and metric: the order in which rows are locked and clocks advance.</summary>
    public int CompareTo(StandingKey other)
    {
        var byPlatform = string.CompareOrdinal(Shop.Platform, other.Shop.Platform);
        var byShop = byPlatform != 0 ? byPlatform : string.CompareOrdinal(Shop.ShopId, other.Shop.ShopId);
        return byShop != 0 ? byShop : string.CompareOrdinal(MetricId, other.MetricId);
    }
}
