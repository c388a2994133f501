using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Configures clients that AddGrpcClient registered. Every method throws InvalidOperationException for any other client.
/// </summary>
public static class GrpcHttpClientBuilderExtensions
{
    /// <summary>Changes the options of the channel.</summary>
    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder, Action<IServiceProvider, GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(configureChannel);
        return Configure(builder, (services, client) =>
            client.ChannelOptionsActions.Add(options => configureChannel(services, options)));
    }

    /// <summary>Changes the options of the channel.</summary>
    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder, Action<GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(configureChannel);
        return Configure(builder, (_, client) => client.ChannelOptionsActions.Add(configureChannel));
    }

    /// <summary>Adds an interceptor that lives as long as the channel.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder, Func<IServiceProvider, Interceptor> configureInvoker)
        => builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    /// <summary>Adds an interceptor.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder, InterceptorScope scope, Func<IServiceProvider, Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(configureInvoker);
        return Configure(builder, (_, client) => client.InterceptorRegistrations.Add(new(scope, configureInvoker)));
    }

    /// <summary>Adds an interceptor that lives as long as the channel.</summary>
    public static IHttpClientBuilder AddInterceptor(this IHttpClientBuilder builder, Func<Interceptor> configureInvoker)
        => builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    /// <summary>Adds an interceptor.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder, InterceptorScope scope, Func<Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(configureInvoker);
        return builder.AddInterceptor(scope, _ => configureInvoker());
    }

    /// <summary>Adds an interceptor from the services; it lives as long as the channel.</summary>
    public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder)
        where TInterceptor : Interceptor
        => builder.AddInterceptor<TInterceptor>(InterceptorScope.Channel);

    /// <summary>Adds an interceptor from the services.</summary>
    public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder, InterceptorScope scope)
        where TInterceptor : Interceptor
        => builder.AddInterceptor(scope, static services => services.GetRequiredService<TInterceptor>());

    /// <summary>Adds credentials to every call.</summary>
    public static IHttpClientBuilder AddCallCredentials(
        this IHttpClientBuilder builder, Func<AuthInterceptorContext, Metadata, Task> authInterceptor)
    {
        ArgumentNullException.ThrowIfNull(authInterceptor);
        return builder.AddCallCredentials(CallCredentials.FromInterceptor(new AsyncAuthInterceptor(authInterceptor)));
    }

    /// <summary>Adds credentials to every call, with the services of the client's scope.</summary>
    public static IHttpClientBuilder AddCallCredentials(
        this IHttpClientBuilder builder, Func<AuthInterceptorContext, Metadata, IServiceProvider, Task> authInterceptor)
    {
        ArgumentNullException.ThrowIfNull(authInterceptor);
        return Configure(builder, (_, client) => client.CallOptionsActions.Add(call => Add(call, CallCredentials.FromInterceptor(
            (context, metadata) => authInterceptor(context, metadata, call.ServiceProvider)))));
    }

    /// <summary>Adds credentials to every call.</summary>
    public static IHttpClientBuilder AddCallCredentials(this IHttpClientBuilder builder, CallCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return Configure(builder, (_, client) => client.CallOptionsActions.Add(call => Add(call, credentials)));
    }

    /// <summary>Makes clients in another way than with their constructor.</summary>
    public static IHttpClientBuilder ConfigureGrpcClientCreator(
        this IHttpClientBuilder builder, Func<IServiceProvider, CallInvoker, object> configureCreator)
    {
        ArgumentNullException.ThrowIfNull(configureCreator);
        return Configure(builder, (services, client) => client.Creator = invoker => configureCreator(services, invoker));
    }

    /// <summary>Makes clients in another way than with their constructor.</summary>
    public static IHttpClientBuilder ConfigureGrpcClientCreator(
        this IHttpClientBuilder builder, Func<CallInvoker, object> configureCreator)
    {
        ArgumentNullException.ThrowIfNull(configureCreator);
        return Configure(builder, (_, client) => client.Creator = configureCreator);
    }

    private static void Add(CallOptionsContext call, CallCredentials credentials)
    {
        var options = call.CallOptions;
        call.CallOptions = options.WithCredentials(
            options.Credentials is { } own ? CallCredentials.Compose(own, credentials) : credentials);
    }

    private static IHttpClientBuilder Configure(
        IHttpClientBuilder builder, Action<IServiceProvider, GrpcClientFactoryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!GrpcClientServiceExtensions.IsGrpcClient(builder))
        {
            throw new InvalidOperationException(
                $"'{builder.Name}' is no gRPC client. Call this on what AddGrpcClient returns.");
        }

        builder.Services.AddTransient<IConfigureOptions<GrpcClientFactoryOptions>>(
            services => new ConfigureNamedOptions<GrpcClientFactoryOptions>(
                builder.Name, options => configure(services, options)));
        return builder;
    }
}
