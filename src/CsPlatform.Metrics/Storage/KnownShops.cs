using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Tells which shops were ever heard of.</summary>
internal static class KnownShops
{
    private const string Find =
        "SELECT EXISTS (SELECT FROM metrics.shop WHERE partition = $1 AND platform = $2 AND shop_id = $3)";

    /// <summary>Whether any event of the shop was ever counted.</summary>
    internal static async Task<bool> HasAsync(NpgsqlConnection connection, ShopKey shop, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Find, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)Partitions.Of(shop.Platform, shop.ShopId) },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
            },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
