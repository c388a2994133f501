using CsPlatform.Metrics.Storage;
using Microsoft.Extensions.Options;

namespace CsPlatform.Metrics.Closing;

/// <summary>
/// Closes each day at its rulebook's cut-off. A cut-off that passed while the service was away is made up for at its start;
/// what lies before the platform's first day here is history and waits for a command or the next cut-off. A failed closing is
/// tried again.
/// </summary>
internal sealed class ClosingClock(
    DueDays due, DayCloser closer, ClosingClockStore store, IOptions<MetricsOptions> options, ILogger<ClosingClock> log)
    : BackgroundService
{
    // Platforms whose last closing failed: an outage is told once, not at every tick.
    private readonly HashSet<string> failing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ClockInterval);
        await Task.Yield();
        do
        {
            foreach (var platform in due.Platforms)
            {
                await StrikeAsync(platform, stoppingToken);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task StrikeAsync(string platform, CancellationToken cancellation)
    {
        try
        {
            if (due.Latest(platform) is not { } day || await store.StartedAtAsync(platform, day, cancellation) >= day)
            {
                failing.Remove(platform);
                return;
            }

            var closed = await closer.CloseAsync(platform, day, _ => Task.CompletedTask, cancellation);
            await store.MoveAsync(platform, day, cancellation);
            failing.Remove(platform);
            log.LogInformation("Closed {Platform} through {Day:R}: {Figures} figures", platform, day, closed.Figures);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The service stops; the cut-off is made up for at its next start.
        }
        catch (Exception e)
        {
            if (failing.Add(platform))
            {
                log.LogWarning("The cut-off of {Platform} cannot be kept ({Reason}); trying until it can", platform, e.Message);
            }
        }
    }
}
