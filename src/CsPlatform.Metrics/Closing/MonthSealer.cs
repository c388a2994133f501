using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Closing;

/// <summary>Seals months of a platform, one partition after the other under its lock; a seal that was interrupted is put on again.</summary>
internal sealed class MonthSealer(Database database)
{
    // Per partition that knows a shop of the platform: the first day on which anything happened, and the last closed one.
    private const string Closed = """
        SELECT min(s.first_day), min(c.through), bool_and(c.through IS NOT NULL) FROM
            (SELECT partition, min(first_day) AS first_day FROM metrics.shop WHERE platform = $1 GROUP BY partition) s
        LEFT JOIN metrics.closed_day c ON c.partition = s.partition AND c.platform = $1
        WHERE s.first_day < $2
        """;

    /// <summary>
    /// The first day on which anything happened before the day, and the last day that is closed in every partition where anything
    /// happened by then; null = nothing happened, or not everywhere closed.
    /// </summary>
    public Task<(LocalDate? First, LocalDate? ClosedThrough)> LookAsync(
        string platform, LocalDate before, CancellationToken cancellation) => database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(Closed, connection)
            {
                Parameters = { new() { Value = platform }, new() { Value = before.ToDateOnly() } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            await reader.ReadAsync(token);
            return (Day(reader, 0), !reader.IsDBNull(2) && reader.GetBoolean(2) ? Day(reader, 1) : null);
        },
        cancellation);

    /// <summary>The last day of the last month that is sealed; null when none is.</summary>
    public Task<LocalDate?> SealedThroughAsync(string platform, CancellationToken cancellation) => database.ReadAsync(
        (connection, token) => SealedMonthStore.EverywhereAsync(connection, platform, Partitions.Count, token), cancellation);

    /// <summary>Seals every month up to and including the one that ends with the day.</summary>
    public async Task SealAsync(string platform, LocalDate lastDay, CancellationToken cancellation)
    {
        foreach (var partition in Partitions.All)
        {
            await database.InTransactionAsync(
                async (_, transaction, token) =>
                {
                    await PartitionGuard.LockAsync(transaction, partition, token);
                    await SealedMonthStore.SetAsync(transaction, partition, platform, lastDay, token);
                    return true;
                },
                cancellation,
                TransactionOptions.Default with { Idempotent = true });
        }
    }

    private static LocalDate? Day(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column));
}
