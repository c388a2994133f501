using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Persistence.Feeds;

/// <summary>Keeps the tables of this month and the next two ready, so that no append has to wait for one.</summary>
internal sealed class MakeMonthsAhead(SegmentMonths months, TimeProvider time, ILogger<MakeMonthsAhead> logger) : BackgroundService
{
    private const int Ahead = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Interval;
            try
            {
                await MakeAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(
                    "The feed's tables of the coming months cannot be made ({Reason}); they are made when needed, and tried again in a minute",
                    e.Message);
                wait = AfterFailure;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task MakeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        for (var i = 0; i <= Ahead; i++)
        {
            var month = SegmentMonth.StartOf(now).AddMonths(i);
            if (!months.Knows(month))
            {
                await months.EnsureAsync(month, cancellation);
            }
        }
    }
}
