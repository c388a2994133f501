using System.Net;
using Grpc.Core;
using Grpc.Net.Client.Calls;
using Grpc.Net.Client.Channel;
using Grpc.Net.Client.Credentials;
using Grpc.Net.Client.Retry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// A long-lived way to one address; clients made from it share its HTTP/2 connections. Safe for use by many threads.
/// Disposal ends every running call with CANCELLED.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ChannelTransport _transport;
    private readonly CallSiteCatalog _sites;
    private readonly TimeSpan _reconnectInitial;
    private readonly TimeSpan _reconnectMax;
    private int _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        Address = address;
        var credentials = ResolvedCredentials.From(options.Credentials, address, options.UnsafeUseInsecureChannelCallCredentials);
        IsSecure = credentials.IsSecure;
        CallCredentials = credentials.CallCredentials;
        AllowInsecureCallCredentials = options.UnsafeUseInsecureChannelCallCredentials;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowOperationCanceled = options.ThrowOperationCanceledOnCancellation;
        HttpVersion = options.HttpVersion ?? System.Net.HttpVersion.Version20;
        HttpVersionPolicy = options.HttpVersionPolicy ?? System.Net.Http.HttpVersionPolicy.RequestVersionExact;
        Encodings = new EncodingSet(options.CompressionProviders);
        _sites = new CallSiteCatalog(address, options.ServiceConfig, options.MaxRetryAttempts);
        Throttle = options.ServiceConfig?.RetryThrottling is { } throttling ? new RetryThrottle(throttling) : null;
        RetryBudget = new RetryBudget(options.MaxRetryBufferSize);
        MaxRetryBufferPerCall = options.MaxRetryBufferPerCallSize ?? long.MaxValue;
        _reconnectInitial = options.InitialReconnectBackoff;
        _reconnectMax = options.MaxReconnectBackoff ?? TimeSpan.MaxValue;
        var loggers = options.LoggerFactory
            ?? (ILoggerFactory?)options.ServiceProvider?.GetService(typeof(ILoggerFactory))
            ?? NullLoggerFactory.Instance;
        Logger = loggers.CreateLogger("Grpc.Net.Client.GrpcChannel");
        _transport = ChannelTransport.Create(options);
        ShutdownToken = _shutdown.Token;
    }

    /// <summary>Whether the channel has connections; idle until the first call.</summary>
    /// <exception cref="InvalidOperationException">The application's own handler opens the connections.</exception>
    public ConnectivityState State => Tracker.State;

    internal Uri Address { get; }

    internal bool IsSecure { get; }

    internal bool AllowInsecureCallCredentials { get; }

    internal IReadOnlyList<CallCredentials> CallCredentials { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowOperationCanceled { get; }

    internal Version HttpVersion { get; }

    internal HttpVersionPolicy HttpVersionPolicy { get; }

    internal EncodingSet Encodings { get; }

    internal RetryThrottle? Throttle { get; }

    internal RetryBudget RetryBudget { get; }

    internal long MaxRetryBufferPerCall { get; }

    internal TimeSpan ReconnectInitial => _reconnectInitial;

    internal ILogger Logger { get; }

    internal HttpMessageInvoker Invoker => _transport.Invoker;

    /// <summary>Cancelled by the channel's disposal.</summary>
    internal CancellationToken ShutdownToken { get; }

    private ConnectionTracker Tracker => _transport.Tracker ?? throw new InvalidOperationException(
        "Connectivity is only known when the channel opens its connections itself: leave HttpClient and HttpHandler unset, "
        + "or give a SocketsHttpHandler without ConnectCallback as HttpHandler.");

    /// <summary>Creates a channel with default options.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ForAddress(new Uri(address), channelOptions);
    }

    /// <summary>Creates a channel with default options.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel. Connects on the first call.</summary>
    /// <exception cref="ArgumentException">The address is relative or neither http nor https.</exception>
    /// <exception cref="InvalidOperationException">The credentials contradict the scheme, or the configuration is wrong.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"'{address}' is no channel address. Write it as http://host:port or https://host:port.");
        }

        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc />
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Connects ahead of the first call, trying again with growing pauses until it works.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="ObjectDisposedException">The channel is disposed.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        var tracker = Tracker;
        var endPoint = new DnsEndPoint(Address.IdnHost, Address.Port);
        var pause = _reconnectInitial;
        while (tracker.State != ConnectivityState.Ready)
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            try
            {
                await tracker.PrepareAsync(endPoint, cancellationToken).ConfigureAwait(false);
            }
            catch (System.Net.Sockets.SocketException e)
            {
                Logger.LogDebug(e, "Connecting to {Address} failed; trying again in {Pause}.", Address, pause);
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = pause * 1.6 < _reconnectMax ? pause * 1.6 : _reconnectMax;
            }
        }
    }

    /// <summary>Completes when <see cref="State"/> is no longer <paramref name="lastObservedState"/>.</summary>
    public Task WaitForStateChangedAsync(ConnectivityState lastObservedState, CancellationToken cancellationToken = default)
        => Tracker.WaitForChangeAsync(lastObservedState, cancellationToken);

    /// <summary>Cancels the running calls and closes the connections that the channel owns.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _shutdown.Cancel();
        _transport.Dispose();
        _shutdown.Dispose();
    }

    internal CallSite GetSite(IMethod method)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return _sites.Get(method);
    }

    /// <inheritdoc />
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }
}
