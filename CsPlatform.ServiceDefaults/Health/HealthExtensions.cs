using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CsPlatform.ServiceDefaults.Health;

/// <summary>
/// The same checks three ways: /health (all) and /alive (the process itself) for probes over HTTP/1.1, grpc.health.v1 for callers.
/// </summary>
internal static class HealthExtensions
{
    private const string Live = "live";

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        services.AddGrpcHealthChecks();
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteReportAsync });
        app.MapHealthChecks("/alive", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Live),
            ResponseWriter = WriteReportAsync,
        });
        app.MapGrpcHealthChecksService();
    }

    // One line per check: at 3 a.m. "Unhealthy" alone sends people to the logs.
    private static async Task WriteReportAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"{report.Status}\n");
        foreach (var (name, entry) in report.Entries)
        {
            var cause = entry.Description ?? entry.Exception?.Message;
            await context.Response.WriteAsync($"{entry.Status} {name}{(cause is null ? "" : ": " + cause)}\n");
        }
    }
}
