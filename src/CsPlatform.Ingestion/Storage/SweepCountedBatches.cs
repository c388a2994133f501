using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Removes the notes of counted batches that no sender can still mean: a batch is sent again soon or not at all.</summary>
internal sealed class SweepCountedBatches(Database database, TimeProvider time, ILogger<SweepCountedBatches> logger) : BackgroundService
{
    private const int AtOnce = 10_000;

    private const string Delete = """
        DELETE FROM ingestion.counted_batch b
        USING (SELECT claim FROM ingestion.counted_batch WHERE counted_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
        WHERE b.claim = old.claim
        """;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TransactionOptions Idempotent = TransactionOptions.Default with { Idempotent = true };

    /// <summary>Removes what is over a week old and returns how many notes that were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var swept = 0;
        for (var more = true; more;)
        {
            var count = await database.InTransactionAsync(DeleteAsync, cancellation, Idempotent);
            swept += count;
            more = count == AtOnce;
        }

        return swept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Notes of counted batches cannot be swept ({Reason}); trying again later", e.Message);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> DeleteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Delete, connection, transaction)
        {
            Parameters =
            {
                new() { Value = time.GetUtcNow() - Kept, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = AtOnce },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
