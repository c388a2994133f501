namespace Grpc.Net.Client.Channel;

/// <summary>The HTTP/2 settings every handler gets that the application did not bring itself.</summary>
internal static class TransportDefaults
{
    /// <summary>Idle time of a connection after which the peer is asked for a sign of life.</summary>
    public static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);

    /// <summary>Time the peer has for that sign; then every call on the connection fails with UNAVAILABLE.</summary>
    public static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    public static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new TlsOnlyProxy(),
    };
}
