using Grpc.Net.Client.Channel;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers gRPC clients.</summary>
public static class GrpcClientServiceExtensions
{
    /// <summary>Registers a client under its type's name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services)
        where TClient : class
        => services.AddGrpcClient<TClient>(typeof(TClient).Name);

    /// <summary>Registers a client under its type's name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class
        => services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    /// <summary>Registers a client under its type's name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, Action<IServiceProvider, GrpcClientFactoryOptions> configureClient)
        where TClient : class
        => services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    /// <summary>Registers a client under a name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services, string name)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.AddLogging();
        services.AddOptions();
        Names(services).Add(name, typeof(TClient));
        services.TryAddSingleton<ChannelCache>();
        services.TryAddTransient<GrpcClientFactory, DefaultGrpcClientFactory>();
        services.AddTransient(s => s.GetRequiredService<GrpcClientFactory>().CreateClient<TClient>(name));

        // The channel holds its handler for good, so the factory must not think of it as expired and build a second pool.
        return services.AddHttpClient(name)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(TransportDefaults.CreateHandler);
    }

    /// <summary>Registers a client under a name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, string name, Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        var builder = services.AddGrpcClient<TClient>(name);
        services.Configure(name, configureClient);
        return builder;
    }

    /// <summary>Registers a client under a name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, string name, Action<IServiceProvider, GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        var builder = services.AddGrpcClient<TClient>(name);
        services.AddTransient<IConfigureOptions<GrpcClientFactoryOptions>>(
            s => new ConfigureNamedOptions<GrpcClientFactoryOptions>(name, options => configureClient(s, options)));
        return builder;
    }

    internal static bool IsGrpcClient(IHttpClientBuilder builder) => Names(builder.Services).Contains(builder.Name);

    private static ClientNames Names(IServiceCollection services)
    {
        var names = services
            .Select(static d => d.IsKeyedService ? null : d.ImplementationInstance)
            .OfType<ClientNames>()
            .FirstOrDefault();
        if (names is null)
        {
            names = new ClientNames();
            services.AddSingleton(names);
        }

        return names;
    }
}
