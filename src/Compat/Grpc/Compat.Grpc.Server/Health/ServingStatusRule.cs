using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>
/// From check results to a serving status: one unhealthy check is enough for NOT_SERVING, degraded still serves.
/// </summary>
internal static class ServingStatusRule
{
    public static ServingStatus Of(IEnumerable<HealthReportEntry> entries) =>
        entries.Any(static e => e.Status == HealthStatus.Unhealthy) ? ServingStatus.NotServing : ServingStatus.Serving;

    public static bool Picks(ServiceMapping mapping, string name, IEnumerable<string> tags) =>
        mapping.HealthCheckPredicate?.Invoke(new HealthCheckMapContext(name, tags)) ?? true;
}
