using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>What concerns shops as a whole: reports, stated hours, exclusions by buyer or by span.</summary>
internal static class ShopHistoryStore
{
    private const string Load = """
        SELECT h.platform, h.shop_id, h.state FROM unnest($1::smallint[], $2::text[], $3::text[]) AS k(partition, platform, shop_id)
        JOIN metrics.shop_history h ON h.partition = k.partition AND h.platform = k.platform AND h.shop_id = k.shop_id
        """;

    private const string Save = """
        INSERT INTO metrics.shop_history (partition, platform, shop_id, state)
        SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::bytea[])
        ON CONFLICT (partition, platform, shop_id) DO UPDATE SET state = excluded.state
        """;

    /// <summary>Those of the shops that have any.</summary>
    internal static async Task<Dictionary<ShopKey, Timeline>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<ShopKey> shops, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Load, shops);
        var found = new Dictionary<ShopKey, Timeline>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var shop = new ShopKey(reader.GetString(0), reader.GetString(1));
            found.Add(shop, TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(2)));
        }

        return found;
    }

    internal static async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyDictionary<ShopKey, Timeline> changed, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Save, [.. changed.Keys]);
        command.Parameters.Add(new() { Value = changed.Values.Select(TimelineCodec.ToRow).ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string text, IReadOnlyCollection<ShopKey> shops)
    {
        var command = new NpgsqlCommand(text, transaction.Connection, transaction);
        command.Parameters.AddShops(shops);
        return command;
    }
}
