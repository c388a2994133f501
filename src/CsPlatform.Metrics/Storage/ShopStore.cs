using CsPlatform.Domain.Primitives;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>The shops of which anything is known, and since when.</summary>
internal static class ShopStore
{
    // What was there is read before it is moved, so that the caller learns which days are new.
    private const string Meet = """
        WITH known AS (
            SELECT k.partition, k.platform, k.shop_id, k.day, s.first_day
            FROM unnest($1::smallint[], $2::text[], $3::text[], $4::date[]) AS k(partition, platform, shop_id, day)
            LEFT JOIN metrics.shop s ON s.partition = k.partition AND s.platform = k.platform AND s.shop_id = k.shop_id
        ), met AS (
            INSERT INTO metrics.shop (partition, platform, shop_id, first_day)
            SELECT partition, platform, shop_id, day FROM known WHERE first_day IS NULL OR day < first_day
            ON CONFLICT (partition, platform, shop_id) DO UPDATE SET first_day = excluded.first_day
        )
        SELECT platform, shop_id, day, first_day FROM known WHERE first_day IS NULL OR day < first_day
        """;

    private const string All = "SELECT shop_id, first_day FROM metrics.shop WHERE partition = $1 AND platform = $2";

    /// <summary>
    /// Notes that something happened in the shops on these days; returns those that are known since an earlier day now, with the day
    /// before which they were not known (null = they were not known at all).
    /// </summary>
    internal static async Task<IReadOnlyList<(ShopKey Shop, LocalDate Since, LocalDate? Before)>> MeetAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<KeyValuePair<ShopKey, LocalDate>> firstDays, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Meet, transaction.Connection, transaction);
        command.Parameters.AddShops([.. firstDays.Select(shop => shop.Key)]);
        command.Parameters.Add(new() { Value = firstDays.Select(shop => shop.Value.ToDateOnly()).ToArray() });
        var found = new List<(ShopKey, LocalDate, LocalDate?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((
                new ShopKey(reader.GetString(0), reader.GetString(1)),
                LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(2)),
                reader.IsDBNull(3) ? null : LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(3))));
        }

        return found;
    }

    /// <summary>The shops of a platform, each with the first day on which anything happened.</summary>
    internal static async Task<IReadOnlyDictionary<string, LocalDate>> AllAsync(
        NpgsqlTransaction transaction, (int Partition, string Platform) of, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(All, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)of.Partition }, new() { Value = of.Platform } },
        };
        var found = new Dictionary<string, LocalDate>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetString(0), LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(1)));
        }

        return found;
    }
}
