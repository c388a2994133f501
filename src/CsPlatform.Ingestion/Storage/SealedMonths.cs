using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// The months that take no more events. Sealing takes the head of every partition, and a writer asks under the heads that it holds:
/// so whatever is committed after the seal has seen it, and whatever has not seen it is committed before.
/// </summary>
internal sealed class SealedMonths(Database database)
{
    private const string Among = """
        SELECT s.platform, s.month
        FROM unnest($1::text[], $2::date[]) AS q(platform, month)
        JOIN ingestion.sealed_month s ON s.platform = q.platform COLLATE "C" AND s.month = q.month
        """;

    private const string Add =
        "INSERT INTO ingestion.sealed_month (platform, month, sealed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    private const string Read = """
        SELECT platform, month, sealed_at FROM ingestion.sealed_month
        WHERE ($1 = '' OR platform = $1) AND ($2::date IS NULL OR month = $2)
        ORDER BY platform, month
        """;

    // A month that is sealed stays so, at its first time.
    private static readonly TransactionOptions Idempotent = TransactionOptions.Default with { Idempotent = true };

    /// <summary>Those of the months that are sealed; the answer holds as long as the caller holds its heads.</summary>
    internal static async Task<IReadOnlySet<PlatformMonth>> AmongAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<PlatformMonth> months,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Question(months) } };
        var found = new HashSet<PlatformMonth>();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(MonthOf(reader));
        }

        return found;
    }

    /// <summary>Asks which of the months are sealed; each row of the answer is one (<see cref="MonthOf"/>).</summary>
    internal static NpgsqlBatchCommand Question(IReadOnlyCollection<PlatformMonth> months) => new(Among)
    {
        Parameters =
        {
            new() { Value = months.Select(month => month.Platform).ToArray() },
            new() { Value = months.Select(month => month.Month.ToDateOnly()).ToArray() },
        },
    };

    /// <summary>A month as a row names it.</summary>
    internal static PlatformMonth MonthOf(NpgsqlDataReader reader)
        => new(reader.GetString(0), LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(1)));

    /// <summary>Seals a month, once, and returns when it was sealed.</summary>
    internal Task<DateTimeOffset> SealAsync(PlatformMonth month, TimeProvider time, CancellationToken cancellation)
        => database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await FeedLog.LockAsync(connection, transaction, Enumerable.Range(0, Partitions.Count), token);
                await using var command = new NpgsqlCommand(Add, connection, transaction)
                {
                    Parameters =
                    {
                        new() { Value = month.Platform },
                        new() { Value = month.Month.ToDateOnly() },
                        new() { Value = time.GetUtcNow(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
                    },
                };
                await command.ExecuteNonQueryAsync(token);
                return (await ReadAsync(connection, month.Platform, month.Month, token)).Single().SealedAt;
            },
            cancellation,
            Idempotent);

    /// <summary>The sealed months of a platform, or of all when it is empty, by platform and month.</summary>
    internal Task<List<(PlatformMonth Month, DateTimeOffset SealedAt)>> ListAsync(string platform, CancellationToken cancellation)
        => database.ReadAsync((connection, token) => ReadAsync(connection, platform, null, token), cancellation);

    private static async Task<List<(PlatformMonth Month, DateTimeOffset SealedAt)>> ReadAsync(
        NpgsqlConnection connection, string platform, LocalDate? month, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Read, connection)
        {
            Parameters =
            {
                new() { Value = platform },
                new() { Value = (object?)month?.ToDateOnly() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            },
        };
        var found = new List<(PlatformMonth, DateTimeOffset)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((MonthOf(reader), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return found;
    }
}
