using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Gives each call its service instance: from the service provider when registered there, otherwise made and disposed of.
/// </summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private static readonly bool s_disposable =
        typeof(IDisposable).IsAssignableFrom(typeof(TService)) || typeof(IAsyncDisposable).IsAssignableFrom(typeof(TService));

    private readonly bool _registered;
    private readonly Lazy<ObjectFactory<TService>> _factory =
        new(static () => ActivatorUtilities.CreateFactory<TService>(Type.EmptyTypes));

    public ServiceActivator(IServiceProvider services) =>
        _registered = services.GetService<IServiceProviderIsService>()?.IsService(typeof(TService)) ?? false;

    public Task<TResult> RunAsync<TArguments, TResult>(
        TArguments arguments, ServerCallContext context, Func<TService, TArguments, ServerCallContext, Task<TResult>> run)
    {
        var services = context.GetHttpContext().RequestServices;
        if (_registered)
        {
            return run(services.GetRequiredService<TService>(), arguments, context);
        }

        var service = _factory.Value(services, null);
        return s_disposable ? RunAndDisposeAsync(service, arguments, context, run) : run(service, arguments, context);
    }

    private static async Task<TResult> RunAndDisposeAsync<TArguments, TResult>(
        TService service, TArguments arguments, ServerCallContext context,
        Func<TService, TArguments, ServerCallContext, Task<TResult>> run)
    {
        try
        {
            return await run(service, arguments, context);
        }
        finally
        {
            await Disposal.DisposeAsync(service);
        }
    }
}
