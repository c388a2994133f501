using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace CsPlatform.ServiceDefaults.Telemetry;

/// <summary>Starts the exporters with the host; the container flushes them when the host ends.</summary>
internal sealed class TelemetryLifetime(OpenTelemetrySdk sdk) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The provider listens from its creation on, so asking for it is what starts it.
        _ = sdk.TracerProvider;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
