using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CsPlatform.Persistence.Following;

/// <summary>Unhealthy when a partition is stopped, degraded while the stream is interrupted.</summary>
internal sealed class FollowerHealthCheck(FollowerProgress progress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stopped = progress.Stopped;
        return Task.FromResult(
            stopped.Count > 0 ? HealthCheckResult.Unhealthy(string.Join("; ", stopped))
            : progress.Outage is { } outage ? HealthCheckResult.Degraded($"The feed is interrupted: {outage}")
            : HealthCheckResult.Healthy());
    }
}
