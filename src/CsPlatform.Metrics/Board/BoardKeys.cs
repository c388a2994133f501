using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using StackExchange.Redis;

namespace CsPlatform.Metrics.Board;

/// <summary>Where boards are in Redis.</summary>
/// <param name="database">The name of the database that they are counted from.</param>
internal readonly struct BoardKeys(string database)
{
    /// <summary>Where a shop whose board was written is named.</summary>
    internal RedisChannel Channel => new($"board:{database}", RedisChannel.PatternMode.Literal);

    /// <summary>The board of a shop.</summary>
    internal RedisKey Board(ShopKey shop) => $"board:{database}:{{{shop.Partition()}}}:{Member(shop)}";

    /// <summary>The shops of a partition that somebody looks at, by the second until when.</summary>
    internal RedisKey Watched(int partition) => $"board:{database}:{{{partition}}}:watched";

    /// <summary>A shop, as members and messages name it. A platform's key holds no slash.</summary>
    internal static string Member(ShopKey shop) => $"{shop.Platform}/{shop.ShopId}";

    /// <summary>The shop that is named so.</summary>
    internal static ShopKey Shop(string member)
    {
        var parts = member.Split('/', 2);
        return new ShopKey(parts[0], parts[^1]);
    }
}
