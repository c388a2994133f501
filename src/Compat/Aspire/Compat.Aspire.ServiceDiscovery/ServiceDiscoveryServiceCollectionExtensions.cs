using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers service discovery from configuration <c>Services:NAME:KEY:N</c>.</summary>
public static class ServiceDiscoveryServiceCollectionExtensions
{
    /// <summary>Adds service discovery; hosts it does not know are left as they are.</summary>
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ServiceDiscoveryOptions>();
        services.TryAddSingleton(provider => new ConfiguredServices(
            provider.GetRequiredService<IOptions<ServiceDiscoveryOptions>>(), provider.GetService<IConfiguration>()));
        return services;
    }

    /// <summary>Adds service discovery with options.</summary>
    public static IServiceCollection AddServiceDiscovery(
        this IServiceCollection services, Action<ServiceDiscoveryOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        services.AddServiceDiscovery();
        return services.Configure(configureOptions);
    }
}
