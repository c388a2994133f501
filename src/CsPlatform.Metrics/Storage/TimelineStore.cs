using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Folding;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Timelines: many read with one query and written with one.</summary>
internal static class TimelineStore
{
    private const string Load = """
        SELECT t.platform, t.shop_id, t.consultation_id, t.state
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) AS k(partition, platform, shop_id, consultation_id)
        JOIN metrics.timeline t ON t.partition = k.partition
            AND t.platform = k.platform AND t.shop_id = k.shop_id AND t.consultation_id = k.consultation_id
        """;

    private const string Save = """
        INSERT INTO metrics.timeline (partition, platform, shop_id, consultation_id, state, start_day, last_day, buyer_id)
        SELECT * FROM unnest(
            $1::smallint[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::date[], $7::date[], $8::text[])
        ON CONFLICT (partition, platform, shop_id, consultation_id) DO UPDATE
            SET state = excluded.state, start_day = excluded.start_day, last_day = excluded.last_day, buyer_id = excluded.buyer_id
        """;

    /// <summary>Those that exist.</summary>
    internal static async Task<Dictionary<TimelineKey, Timeline>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<TimelineKey> keys, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Load, keys);
        var found = new Dictionary<TimelineKey, Timeline>(keys.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = new TimelineKey(new ShopKey(reader.GetString(0), reader.GetString(1)), reader.GetString(2));
            found.Add(key, TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(3)));
        }

        return found;
    }

    internal static async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyDictionary<TimelineKey, ChangedTimeline> changed, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Save, [.. changed.Keys]);
        var timelines = changed.Values.Select(change => change.After).ToList();
        command.Parameters.Add(new() { Value = timelines.Select(TimelineCodec.ToRow).ToArray() });
        command.Parameters.Add(new() { Value = timelines.Select(timeline => timeline.StartDay?.ToDateOnly()).ToArray() });
        command.Parameters.Add(new() { Value = timelines.Select(LastDay).ToArray() });
        command.Parameters.Add(new() { Value = timelines.Select(timeline => timeline.BuyerId).ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static DateOnly? LastDay(Timeline timeline) =>
        timeline.Entries.IsEmpty ? null : ChinaTime.Day(timeline.Entries[^1].OccurredAt).ToDateOnly();

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string text, IReadOnlyCollection<TimelineKey> keys)
    {
        var command = new NpgsqlCommand(text, transaction.Connection, transaction);
        command.Parameters.AddShops([.. keys.Select(key => key.Shop)]);
        command.Parameters.Add(new() { Value = keys.Select(key => key.ConsultationId).ToArray() });
        return command;
    }
}
