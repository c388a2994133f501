using Microsoft.Extensions.Http;

namespace CsPlatform.ServiceDefaults.Hosting;

/// <summary>
/// Pings the peer of every connection that carries calls: a follower waits on a quiet stream, and without pings it would wait for ever
/// on a machine that is gone without a goodbye. A handler that already says how it pings is left as it is.
/// </summary>
internal sealed class KeepAliveFilter : IHttpMessageHandlerBuilderFilter
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.PrimaryHandler is SocketsHttpHandler handler && handler.KeepAlivePingDelay == Timeout.InfiniteTimeSpan)
        {
            handler.KeepAlivePingDelay = s_delay;
            handler.KeepAlivePingTimeout = s_patience;
        }
    };
}
