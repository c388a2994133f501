using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Health;
using CsPlatform.ServiceDefaults.Hosting;
using CsPlatform.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace CsPlatform.ServiceDefaults;

/// <summary>What every service process shares.</summary>
public static class ServiceDefaultsExtensions
{
    // Streams that watch the host's stopping are answered at once. Any other, reflection's among them, would hold the process for the
    // host's usual half minute; what runs the process loses patience after four seconds and kills it in the middle of its work.
    private static readonly TimeSpan s_shutdownTime = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Telemetry, health, service discovery for every HTTP client, gRPC with the error interceptor and reflection, the two endpoints of
    /// <see cref="ListenOptions"/>, and the clock. Options are checked at start: a wrong one stops the process with its name.
    /// </summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        Listening.ConfigureEndpoints(builder);
        // Lines for every request and every command would bury the lines that say something.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdownTime);
        builder.AddTelemetry();
        builder.Services.AddHealth();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
        builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter, KeepAliveFilter>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IFailureMap, DatabaseFailures>();
        builder.Services.AddSingleton<EndlessStreams>();
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<ErrorInterceptor>());
        builder.Services.AddGrpcReflection();
        return builder;
    }

    /// <summary>/health and /alive, grpc.health.v1 and reflection.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        app.MapGrpcReflectionService();
        return app;
    }
}
