using Microsoft.Extensions.Http;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>
/// Keeps the official gRPC channel from connecting by itself: its own balancer would look up the service's name in the DNS before
/// any handler could resolve it. The channel leaves a handler alone that carries this property.
/// </summary>
/// <param name="name">The client it holds for; null for every client.</param>
internal sealed class PlainConnectionFilter(string? name) : IHttpMessageHandlerBuilderFilter
{
    /// <summary>The property's name, an agreement between the two packages.</summary>
    public const string Property = "__GrpcLoadBalancingDisabled";

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if ((name is null || name == builder.Name) && builder.PrimaryHandler is SocketsHttpHandler handler)
        {
            handler.Properties[Property] = true;
        }
    };
}
