using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsPlatform.Persistence.Archiving;

/// <summary>Archives what is due, one process at a time; what cannot be done now is tried again an hour later.</summary>
internal sealed class ArchiveOldMonths(
    SegmentArchiver archiver, ArchiveOptions options, NpgsqlDataSource dataSource, TimeProvider time, ILogger<ArchiveOldMonths> logger)
    : BackgroundService
{
    private const long LockKey = 0x6373_6172_6368;

    // Rows that come into a table while it is written are rare (a clock that jumped back): a few rounds catch up with them.
    private const int Rounds = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Archives every month that is due, earliest first, unless another process is at it.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await using var guard = await dataSource.OpenConnectionAsync(cancellation);
        if (!await TryLockAsync(guard, cancellation))
        {
            return;
        }

        try
        {
            foreach (var month in await archiver.DueAsync(cancellation))
            {
                var files = 0;
                var isDropped = false;
                for (var round = 0; round < Rounds && !isDropped; round++)
                {
                    files += await archiver.WriteAsync(month, cancellation);
                    isDropped = await archiver.DropAsync(month, cancellation);
                }

                if (!isDropped)
                {
                    logger.LogWarning("Table {Table} still gets rows; it is archived at the next try", month.Table);
                    return;
                }

                logger.LogInformation("Archived and dropped {Table}: {Files} new files in {Folder}", month.Table, files, options.Folder);
            }
        }
        finally
        {
            await UnlockAsync(guard);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.KeepMonths is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogError(e, "Old segments cannot be archived; they stay in the database, and it is tried again in an hour");
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockKey})", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task UnlockAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({LockKey})", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
