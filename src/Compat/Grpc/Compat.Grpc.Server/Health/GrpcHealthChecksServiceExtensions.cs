using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.HealthChecks.Internal;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the gRPC health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<HealthServiceImpl>();
        services.TryAddSingleton<HealthServiceIntegration>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, GrpcHealthChecksPublisher>());
        services.Configure<GrpcHealthChecksOptions>(static o =>
        {
            if (o.Services.Find("") is null)
            {
                o.Services.Map("", static _ => true);
            }
        });
        return services.AddHealthChecks();
    }

    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services, Action<GrpcHealthChecksOptions> configure)
    {
        var builder = services.AddGrpcHealthChecks();
        services.Configure(configure);
        return builder;
    }
}
