namespace CsPlatform.Ingestion.Webhooks;

/// <summary>Forgets signed requests whose time has left the window: they are refused for that.</summary>
internal sealed class PruneWebhookRequests(WebhookRequests requests, TimeProvider time, ILogger<PruneWebhookRequests> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await requests.PruneAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning("Signed requests of the past cannot be forgotten ({Reason}); tried again in a minute", e.Message);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
