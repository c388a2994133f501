using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Primitives;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Metrics.Storage;

/// <summary>Clocks in Postgres, which are the truth about them.</summary>
internal static class ClockStore
{
    private const string Load = """
        SELECT c.partition, c.clock_id, c.platform, c.shop_id, c.kind, c.subject_id, c.state
        FROM unnest($1::smallint[], $2::uuid[]) AS k(partition, clock_id)
        JOIN metrics.clock c ON c.partition = k.partition AND c.clock_id = k.clock_id
        """;

    private const string Save = """
        INSERT INTO metrics.clock (partition, clock_id, platform, shop_id, kind, subject_id, next_at, due_at, state)
        SELECT * FROM unnest(
            $1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::bigint[], $8::bigint[], $9::bytea[])
        ON CONFLICT (partition, clock_id)
        DO UPDATE SET next_at = excluded.next_at, due_at = excluded.due_at, state = excluded.state
        """;

    private const string Delete = """
        DELETE FROM metrics.clock c USING unnest($1::smallint[], $2::uuid[]) AS k(partition, clock_id)
        WHERE c.partition = k.partition AND c.clock_id = k.clock_id
        """;

    private const string Due = """
        SELECT partition, clock_id, next_at FROM metrics.clock WHERE next_at <= $1 ORDER BY next_at LIMIT $2
        """;

    private const string Consultations =
        "SELECT subject_id FROM metrics.clock WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND kind = $4";

    private const string All = """
        SELECT partition, clock_id, next_at FROM metrics.clock WHERE partition = ANY($1) AND next_at IS NOT NULL
        """;

    /// <summary>The consultations of a shop that have clocks.</summary>
    internal static async Task<IReadOnlyList<string>> ConsultationsAsync(
        NpgsqlTransaction transaction, ShopKey shop, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Consultations, transaction.Connection, transaction);
        command.Parameters.AddShop(shop);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)ClockKind.Turn });
        var subjects = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            subjects.Add(reader.GetString(0));
        }

        return subjects;
    }

    /// <summary>The rows that exist.</summary>
    internal static async Task<IReadOnlyList<ClockRow>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<(int Partition, Guid Id)> wanted, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Load, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = wanted.Select(one => (short)one.Partition).ToArray() },
                new() { Value = wanted.Select(one => one.Id).ToArray() },
            },
        };
        var rows = new List<ClockRow>(wanted.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(ReadRow(reader));
        }

        return rows;
    }

    /// <summary>Writes rows, in one round trip; those without clocks are taken away.</summary>
    internal static async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<ClockRow> rows, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var (kept, gone) = (rows.Where(row => row.Clocks.Count > 0).ToList(), rows.Where(row => row.Clocks.Count == 0).ToList());
        if (gone.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Delete) { Parameters = { Partitions(gone), Ids(gone) } });
        }

        if (kept.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Save)
            {
                Parameters =
                {
                    Partitions(kept),
                    Ids(kept),
                    new() { Value = kept.Select(row => row.Subject.Shop.Platform).ToArray() },
                    new() { Value = kept.Select(row => row.Subject.Shop.ShopId).ToArray() },
                    new() { Value = kept.Select(row => (short)row.Subject.Kind).ToArray() },
                    new() { Value = kept.Select(row => row.Subject.SubjectId).ToArray() },
                    new() { Value = kept.Select(row => row.NextAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                    new() { Value = kept.Select(row => row.DueAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                    new() { Value = kept.Select(row => ClockCodec.ToRow(row.Clocks)).ToArray() },
                },
            });
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>What has to be looked at up to an instant, earliest first.</summary>
    internal static async Task<IReadOnlyList<DueClock>> DueAsync(
        NpgsqlConnection connection, long until, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Due, connection) { Parameters = { new() { Value = until }, new() { Value = most } } };
        var due = new List<DueClock>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            due.Add(ReadDue(reader));
        }

        return due;
    }

    /// <summary>Everything of some partitions that will have to be looked at, in no order, as it is read.</summary>
    internal static async Task ReadAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<int> partitions, Func<DueClock, ValueTask> onClock, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(All, connection)
        {
            Parameters = { new() { Value = partitions.Select(partition => (short)partition).ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            await onClock(ReadDue(reader));
        }
    }

    /// <summary>The name of this database's clocks in Redis.</summary>
    internal static async Task<string> NameAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT name FROM metrics.clock_index", connection);
        return await command.ExecuteScalarAsync(cancellation) is Guid name
            ? name.ToString("N")
            : throw new InvalidOperationException("metrics.clock_index has lost its row; insert one with a new name.");
    }

    /// <summary>A row as <see cref="LoadAsync"/> selects it.</summary>
    internal static ClockRow ReadRow(NpgsqlDataReader reader)
    {
        var subject = new ClockSubject(
            new ShopKey(reader.GetString(2), reader.GetString(3)), (ClockKind)reader.GetInt16(4), reader.GetString(5));
        var clocks = ClockCodec.FromRow(subject, reader.GetFieldValue<byte[]>(6));
        return new ClockRow(reader.GetInt16(0), reader.GetGuid(1), subject, clocks);
    }

    private static DueClock ReadDue(NpgsqlDataReader reader) => new(reader.GetInt16(0), reader.GetGuid(1), reader.GetInt64(2));

    private static NpgsqlParameter Partitions(List<ClockRow> rows) => new() { Value = rows.Select(row => (short)row.Partition).ToArray() };

    private static NpgsqlParameter Ids(List<ClockRow> rows) => new() { Value = rows.Select(row => row.Id).ToArray() };
}
