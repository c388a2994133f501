using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CsPlatform.Persistence.Following;

/// <summary>Degraded while the stream is interrupted, and while records are set aside: what they would have changed is missing.</summary>
internal sealed class FollowerHealthCheck(FeedFollower follower) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var open = await follower.PoisonOpenAsync(cancellationToken);
        return open > 0
            ? HealthCheckResult.Degraded($"{open} records of feed {follower.Feed} could not be applied and are set aside")
            : follower.Progress.Outage is { } outage ? HealthCheckResult.Degraded($"The feed is interrupted: {outage}")
            : HealthCheckResult.Healthy();
    }
}
