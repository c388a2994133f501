using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CsPlatform.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs over OTLP. Nothing is set up, and nothing is paid, while no endpoint is configured.</summary>
internal static class TelemetryExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.AddOtlpExporter();
        });
        var applicationName = builder.Environment.ApplicationName;
        builder.Services.AddSingleton(_ => OpenTelemetrySdk.Create(sdk => sdk
            .WithTracing(traces => traces
                .AddSource(applicationName, "CsPlatform.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(applicationName, "CsPlatform.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddMeter("System.Net.Http", "System.Net.NameResolution", "System.Runtime", "Npgsql")
                .AddOtlpExporter())));
        builder.Services.AddHostedService<TelemetryLifetime>();
    }
}
