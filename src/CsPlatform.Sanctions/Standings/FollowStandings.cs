namespace CsPlatform.Sanctions.Standings;

/// <summary>Looks for changed standings, so that none is told that has long changed.</summary>
internal sealed class FollowStandings(StandingCache standings, TimeProvider time, ILogger<FollowStandings> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await standings.CatchUpAsync(stoppingToken);
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!failing)
                {
                    logger.LogWarning(
                        "Postgres cannot be asked which standings changed ({Reason}); until it can, every standing is read from it", e.Message);
                }

                failing = true;
            }

            await Task.Delay(failing ? AfterFailure : StandingCache.Interval, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
