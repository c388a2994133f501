namespace Grpc.Net.Client.Channel;

/// <summary>What sends a channel's requests, who owns it, and whether its connections can be watched.</summary>
internal sealed class ChannelTransport : IDisposable
{
    private readonly IDisposable? _owned;

    private ChannelTransport(HttpMessageInvoker invoker, IDisposable? owned, ConnectionTracker? tracker)
    {
        Invoker = invoker;
        _owned = owned;
        Tracker = tracker;
    }

    public HttpMessageInvoker Invoker { get; }

    /// <summary>Null when the application's own handler opens the connections.</summary>
    public ConnectionTracker? Tracker { get; }

    /// <exception cref="ArgumentException">Both a client and a handler are given.</exception>
    public static ChannelTransport Create(GrpcChannelOptions options)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException("Set HttpClient or HttpHandler of the channel options, not both.", nameof(options));
        }

        if (options.HttpClient is { } client)
        {
            return new ChannelTransport(client, options.DisposeHttpClient ? client : null, null);
        }

        if (options.HttpHandler is { } handler)
        {
            var given = new HttpMessageInvoker(handler, disposeHandler: options.DisposeHttpClient);
            return new ChannelTransport(given, options.DisposeHttpClient ? given : null, TryTrack(handler));
        }

        var own = TransportDefaults.CreateHandler();
        var invoker = new HttpMessageInvoker(own, disposeHandler: true);
        return new ChannelTransport(invoker, invoker, TryTrack(own));
    }

    public void Dispose()
    {
        Tracker?.Dispose();
        _owned?.Dispose();
    }

    private static ConnectionTracker? TryTrack(HttpMessageHandler handler)
    {
        if (handler is not SocketsHttpHandler { ConnectCallback: null } sockets)
        {
            return null;
        }

        var tracker = new ConnectionTracker();
        try
        {
            sockets.ConnectCallback = tracker.ConnectAsync;
            return tracker;
        }
        catch (InvalidOperationException)
        {
            // The handler has already sent a request for someone else and is sealed; it works all the same.
            return null;
        }
    }
}
