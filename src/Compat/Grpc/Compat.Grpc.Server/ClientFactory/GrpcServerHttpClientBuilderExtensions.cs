using Grpc.AspNetCore.ClientFactory;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Connects gRPC clients with the server call they are used in.</summary>
public static class GrpcServerHttpClientBuilderExtensions
{
    /// <summary>Calls take over deadline and cancellation of the server call they are made in.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder)
        => builder.EnableCallContextPropagation(static _ => { });

    /// <summary>Calls take over deadline and cancellation of the server call they are made in.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(
        this IHttpClientBuilder builder, Action<GrpcContextPropagationOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure(builder.Name, configureOptions);
        var name = builder.Name;
        return builder.AddInterceptor(InterceptorScope.Channel, services => new ContextPropagation(
            services.GetRequiredService<IHttpContextAccessor>(),
            services.GetRequiredService<IOptionsMonitor<GrpcContextPropagationOptions>>(),
            name));
    }
}
