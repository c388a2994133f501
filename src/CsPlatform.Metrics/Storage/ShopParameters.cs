using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>
/// Where the rows of shops lie: every key begins with partition, platform and shop. Rows of many partitions are read and written with one statement,
/// which gets these three as columns.
/// </summary>
internal static class ShopParameters
{
    /// <summary>The partition of a shop.</summary>
    internal static int Partition(this ShopKey shop) => Partitions.Of(shop.Platform, shop.ShopId);

    /// <summary>Adds the columns partition (smallint), platform and shop (text), a row for each shop in the order given.</summary>
    internal static void AddShops(this NpgsqlParameterCollection parameters, IReadOnlyCollection<ShopKey> shops)
    {
        var (partitions, platforms, ids) = (new short[shops.Count], new string[shops.Count], new string[shops.Count]);
        var row = 0;
        foreach (var shop in shops)
        {
            (platforms[row], ids[row]) = (shop.Platform, shop.ShopId);
            partitions[row] = row > 0 && ids[row - 1] == shop.ShopId && platforms[row - 1] == shop.Platform
                ? partitions[row - 1]
                : (short)shop.Partition();
            row++;
        }

        parameters.Add(new() { Value = partitions });
        parameters.Add(new() { Value = platforms });
        parameters.Add(new() { Value = ids });
    }

    /// <summary>Adds the partition, the platform and the id of one shop.</summary>
    internal static void AddShop(this NpgsqlParameterCollection parameters, ShopKey shop)
    {
        parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)shop.Partition() });
        parameters.Add(new() { Value = shop.Platform });
        parameters.Add(new() { Value = shop.ShopId });
    }
}
