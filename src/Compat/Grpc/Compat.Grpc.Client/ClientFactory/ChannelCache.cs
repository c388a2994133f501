using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>
/// The channels of the registered clients, one per name, with the interceptors that live as long. Disposed with the container.
/// </summary>
internal sealed class ChannelCache(
    IServiceProvider services,
    IHttpMessageHandlerFactory handlers,
    IOptionsMonitor<GrpcClientFactoryOptions> clientOptions,
    IOptionsMonitor<HttpClientFactoryOptions> httpOptions,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> _channels
        = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">It has no address, or configures an HttpClient that is never used.</exception>
    public CallInvoker GetInvoker(string name)
        => _channels.GetOrAdd(name, static (n, cache) => new(() => cache.Create(n)), this).Value.Invoker;

    public void Dispose()
    {
        foreach (var entry in _channels.Values.Where(static e => e.IsValueCreated))
        {
            entry.Value.Channel.Dispose();
        }
    }

    private (GrpcChannel Channel, CallInvoker Invoker) Create(string name)
    {
        if (httpOptions.Get(name).HttpClientActions.Count > 0)
        {
            throw new InvalidOperationException(
                $"ConfigureHttpClient has no effect on the gRPC client '{name}'. "
                + "Use ConfigureChannel, or ConfigurePrimaryHttpMessageHandler for the transport.");
        }

        var options = clientOptions.Get(name);
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = loggers,
            ServiceProvider = services,
        };
        foreach (var configure in options.ChannelOptionsActions)
        {
            configure(channelOptions);
        }

        var address = options.Address ?? throw new InvalidOperationException(
            $"The gRPC client '{name}' has no address. Set it where the client is registered: "
            + "AddGrpcClient<T>(o => o.Address = ...).");
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        return (channel, Intercept(channel.CreateCallInvoker(), options));
    }

    private CallInvoker Intercept(CallInvoker invoker, GrpcClientFactoryOptions options)
    {
        var interceptors = options.InterceptorRegistrations
            .Where(static r => r.Scope == InterceptorScope.Channel)
            .Select(r => r.Creator(services))
            .Concat(options.SharedInterceptors)
            .ToArray();
        return interceptors.Length == 0 ? invoker : invoker.Intercept(interceptors);
    }
}
