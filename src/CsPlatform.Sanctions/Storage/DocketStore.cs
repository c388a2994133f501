using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Rulebooks;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Dockets. Whoever adds to one holds the lock of its standing's row, so its numbers have no gap.</summary>
internal static class DocketStore
{
    private const string Insert = """
        INSERT INTO sanctions.docket (partition, platform, shop_id, metric_id, entry, evaluated_on, body, recorded_at)
        SELECT $1, n.platform, n.shop_id, n.metric_id,
               coalesce((SELECT max(entry) FROM sanctions.docket d WHERE d.partition = $1 AND d.platform = n.platform
                         AND d.shop_id = n.shop_id AND d.metric_id = n.metric_id), 0)
               + row_number() OVER (PARTITION BY n.platform, n.shop_id, n.metric_id ORDER BY n.ordinality),
               n.evaluated_on, n.body, $7
        FROM unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::jsonb[])
             WITH ORDINALITY AS n(platform, shop_id, metric_id, evaluated_on, body)
        """;

    private const string Load = """
        SELECT entry, body FROM sanctions.docket
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND metric_id = $4 ORDER BY entry
        """;

    private const string LoadAmendments = """
        SELECT entry, body FROM sanctions.docket_amendment
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND metric_id = $4 ORDER BY entry, recorded_at, trace_id
        """;

    private const string Amend = """
        INSERT INTO sanctions.docket_amendment (partition, platform, shop_id, metric_id, entry, trace_id, body, recorded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING
        """;

    private const string Find = """
        SELECT platform, shop_id, metric_id, evaluated_on, entry FROM sanctions.docket d
        WHERE partition = $1
          AND EXISTS (SELECT FROM unnest($2::text[], $3::text[], $4::text[], $5::date[]) AS k(platform, shop_id, metric_id, evaluated_on)
                      WHERE k.platform = d.platform AND k.shop_id = d.shop_id AND k.metric_id = d.metric_id
                        AND k.evaluated_on = d.evaluated_on)
        """;

    /// <summary>Adds entries of one partition, each behind the last one of its subject, in their order.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyList<(StandingKey Key, DocketEntry Entry)> entries,
        DateTimeOffset recordedAt,
        CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = entries.Select(entry => entry.Key.Shop.Platform).ToArray() },
                new() { Value = entries.Select(entry => entry.Key.Shop.ShopId).ToArray() },
                new() { Value = entries.Select(entry => entry.Key.MetricId).ToArray() },
                new()
                {
                    Value = entries.Select(entry => (entry.Entry as FigureEntry)?.Figure.EvaluatedOn.ToDateOnly()).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date,
                },
                new()
                {
                    Value = entries.Select(entry => DocketBody.Of(entry.Entry).Write()).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
                },
                new() { Value = recordedAt.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Adds an amendment; the same one again changes nothing.</summary>
    public static async Task AmendAsync(
        NpgsqlTransaction transaction,
        int partition,
        StandingKey key,
        (Amendment Amendment, string TraceId, DateTimeOffset RecordedAt) what,
        CancellationToken cancellation)
    {
        await using var command = Command(Amend, transaction, partition, key);
        command.Parameters.Add(new() { Value = what.Amendment.Entry });
        command.Parameters.Add(new() { Value = what.TraceId });
        command.Parameters.Add(new() { Value = DocketBody.Of(what.Amendment).Write(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = what.RecordedAt.ToUniversalTime() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The docket of a subject as its amendments left it.</summary>
    public static async Task<IReadOnlyList<DocketEntry>> LoadAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, RulebookCatalogue catalogue, CancellationToken cancellation)
    {
        var entries = (await RowsAsync(Load, transaction, partition, key, cancellation))
            .Select(row => row.Body.Entry(row.Entry, key.Shop.Platform, catalogue));
        var amendments = (await RowsAsync(LoadAmendments, transaction, partition, key, cancellation))
            .Select(row => row.Body.Amendment(row.Entry));
        return [.. Docket.Amend(entries, amendments)];
    }

    /// <summary>The numbers of the entries that hold the figures of those days of evaluation; others are not kept.</summary>
    public static async Task<Dictionary<(StandingKey Key, LocalDate EvaluatedOn), long>> FindAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<(StandingKey Key, LocalDate EvaluatedOn)> figures,
        CancellationToken cancellation)
    {
        var found = new Dictionary<(StandingKey, LocalDate), long>();
        await using var command = new NpgsqlCommand(Find, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = figures.Select(figure => figure.Key.Shop.Platform).ToArray() },
                new() { Value = figures.Select(figure => figure.Key.Shop.ShopId).ToArray() },
                new() { Value = figures.Select(figure => figure.Key.MetricId).ToArray() },
                new() { Value = figures.Select(figure => figure.EvaluatedOn.ToDateOnly()).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = new StandingKey(new(reader.GetString(0), reader.GetString(1)), reader.GetString(2));
            found.Add((key, LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(3))), reader.GetInt64(4));
        }

        return found;
    }

    private static async Task<List<(long Entry, DocketBody Body)>> RowsAsync(
        string sql, NpgsqlTransaction transaction, int partition, StandingKey key, CancellationToken cancellation)
    {
        await using var command = Command(sql, transaction, partition, key);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(long, DocketBody)>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetInt64(0), DocketBody.Read(reader.GetString(1))));
        }

        return rows;
    }

    private static NpgsqlCommand Command(string sql, NpgsqlTransaction transaction, int partition, StandingKey key) =>
        new(sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = key.Shop.Platform },
                new() { Value = key.Shop.ShopId },
                new() { Value = key.MetricId },
            },
        };
}
