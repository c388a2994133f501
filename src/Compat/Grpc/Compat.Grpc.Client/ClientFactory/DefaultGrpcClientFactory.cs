using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Creates clients with the services of one scope over the channels of the container.</summary>
internal sealed class DefaultGrpcClientFactory(
    IServiceProvider services, ClientNames names, ChannelCache channels, IOptionsMonitor<GrpcClientFactoryOptions> clientOptions)
    : GrpcClientFactory
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> s_constructors = new();

    public override TClient CreateClient<TClient>(string name)
    {
        if (!names.Contains(name))
        {
            throw new InvalidOperationException(
                $"No gRPC client is registered as '{name}'. "
                + $"Register it: services.AddGrpcClient<{typeof(TClient).Name}>(\"{name}\", ...).");
        }

        var options = clientOptions.Get(name);
        var invoker = ForScope(channels.GetInvoker(name), options);
        var client = options.Creator is { } create ? create(invoker) : Construct(typeof(TClient), invoker);
        return client as TClient ?? throw new InvalidOperationException(
            $"The creator of gRPC client '{name}' returned {client?.GetType().ToString() ?? "null"}, not {typeof(TClient)}.");
    }

    private CallInvoker ForScope(CallInvoker invoker, GrpcClientFactoryOptions options)
    {
        var interceptors = options.InterceptorRegistrations
            .Where(static r => r.Scope == InterceptorScope.Client)
            .Select(r => r.Creator(services))
            .ToArray();
        if (interceptors.Length > 0)
        {
            invoker = invoker.Intercept(interceptors);
        }

        return options.CallOptionsActions.Count == 0
            ? invoker
            : new ConfiguringCallInvoker(invoker, options.CallOptionsActions, services);
    }

    private object Construct(Type type, CallInvoker invoker)
    {
        var constructor = s_constructors.GetOrAdd(type, static t => ActivatorUtilities.CreateFactory(t, [typeof(CallInvoker)]));
        return constructor(services, [invoker]);
    }
}
