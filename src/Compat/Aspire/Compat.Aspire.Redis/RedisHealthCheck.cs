using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Healthy when the server answers a ping within a deadline; the client itself never gives up on an asynchronous call.
/// </summary>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> connection) : IHealthCheck
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // The first use may connect, which blocks: it stays off the caller's thread and under the same deadline.
            var answer = await Task.Run(() => connection().GetDatabase().PingAsync(), cancellationToken)
                .WaitAsync(Deadline, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy($"Answered in {answer.TotalMilliseconds:0.0} ms.");
        }
        catch (TimeoutException exception)
        {
            return Unhealthy(context, $"Redis did not answer within {Deadline.TotalSeconds} s.", exception);
        }
        catch (Exception exception) when (exception is RedisException or InvalidOperationException)
        {
            return Unhealthy(context, exception.Message, exception);
        }
    }

    private static HealthCheckResult Unhealthy(HealthCheckContext context, string why, Exception exception)
        => new(context.Registration.FailureStatus, why, exception);
}
