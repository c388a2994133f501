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

    // New and known are told apart before, under the lock of the partition: INSERT … ON CONFLICT would pay for finding it out again.
    private const string Insert = $"""
        INSERT INTO metrics.timeline (partition, platform, shop_id, consultation_id, state, start_day, last_day, buyer_id)
        SELECT * FROM {Rows}
        """;

    private const string Update = $"""
        UPDATE metrics.timeline t SET state = k.state, start_day = k.start_day, last_day = k.last_day, buyer_id = k.buyer_id
        FROM {Rows} AS k(partition, platform, shop_id, consultation_id, state, start_day, last_day, buyer_id)
        WHERE t.partition = k.partition
            AND t.platform = k.platform AND t.shop_id = k.shop_id AND t.consultation_id = k.consultation_id
        """;

    private const string Rows =
        "unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::date[], $7::date[], $8::text[])";

    /// <summary>Those that exist.</summary>
    internal static async Task<Dictionary<TimelineKey, Timeline>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<TimelineKey> keys, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Load, transaction.Connection, transaction);
        AddKeys(command.Parameters, keys);
        var found = new Dictionary<TimelineKey, Timeline>(keys.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = new TimelineKey(new ShopKey(reader.GetString(0), reader.GetString(1)), reader.GetString(2));
            found.Add(key, TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(3)));
        }

        return found;
    }

    /// <summary>Writes what consultations are now; those that were empty before are new.</summary>
    internal static async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyDictionary<TimelineKey, ChangedTimeline> changed, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var group in changed.ToLookup(change => change.Value.Before.Entries.IsEmpty))
        {
            var command = new NpgsqlBatchCommand(group.Key ? Insert : Update);
            AddKeys(command.Parameters, [.. group.Select(change => change.Key)]);
            var timelines = group.Select(change => change.Value.After).ToList();
            command.Parameters.Add(new() { Value = timelines.Select(TimelineCodec.ToRow).ToArray() });
            command.Parameters.Add(new() { Value = timelines.Select(timeline => timeline.StartDay?.ToDateOnly()).ToArray() });
            command.Parameters.Add(new() { Value = timelines.Select(LastDay).ToArray() });
            command.Parameters.Add(new() { Value = timelines.Select(timeline => timeline.BuyerId).ToArray() });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static DateOnly? LastDay(Timeline timeline) =>
        timeline.Entries.IsEmpty ? null : ChinaTime.Day(timeline.Entries[^1].OccurredAt).ToDateOnly();

    private static void AddKeys(NpgsqlParameterCollection parameters, IReadOnlyCollection<TimelineKey> keys)
    {
        parameters.AddShops([.. keys.Select(key => key.Shop)]);
        parameters.Add(new() { Value = keys.Select(key => key.ConsultationId).ToArray() });
    }
}
