using System.Reflection;
using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Persistence.Migrations;

/// <summary>
/// Migrates before anything else of the host starts. A database that is not there yet is waited for, for a limited time;
/// then the process ends with the reason, and whoever runs it decides on another try.
/// </summary>
internal sealed class MigrateAtStart(
    Migrator migrator, IEnumerable<MigrationSource> sources, TimeProvider time, ILogger<MigrateAtStart> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var migrations = sources.Select(source => source.Assembly).Distinct().SelectMany(Migration.EmbeddedIn).ToList();
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await migrator.MigrateAsync(migrations, cancellationToken);
                return;
            }
            catch (Exception e) when (PostgresFailures.Classify(e) is not null && time.GetElapsedTime(started) < Patience)
            {
                logger.LogWarning("The database does not answer yet ({Reason}); trying again", e.Message);
                var delay = BackOff.Delay(attempt, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
