using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>Connects when the host starts, in the background: a Redis that is away delays no start.</summary>
internal sealed class RedisActivation(Action connect) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(connect, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException
            or global::StackExchange.Redis.RedisException)
        {
            // The first use throws the same error where it can be seen and handled; the health check reports it.
        }
    }
}
