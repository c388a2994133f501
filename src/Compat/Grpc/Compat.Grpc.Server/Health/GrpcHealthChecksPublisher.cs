using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>Carries each periodic health report over to the services that watchers look at.</summary>
internal sealed class GrpcHealthChecksPublisher(HealthServiceImpl health, IOptions<GrpcHealthChecksOptions> options)
    : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var mapping in options.Value.Services)
        {
            var picked = report.Entries
                .Where(e => ServingStatusRule.Picks(mapping, e.Key, e.Value.Tags)).Select(static e => e.Value);
            health.SetStatus(mapping.Name, ServingStatusRule.Of(picked));
        }

        return Task.CompletedTask;
    }
}
