using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor type and the constructor arguments that the service provider does not know.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;
    private ObjectFactory? _factory;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Type = type;
        _arguments = arguments;
    }

    public Type Type { get; }

    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>The instance for one call, and whether it was made for that call and must be disposed of after it.</summary>
    internal (Interceptor Interceptor, bool Created) Resolve(IServiceProvider services)
    {
        if (_arguments.Length == 0 && services.GetService(Type) is Interceptor registered)
        {
            return (registered, false);
        }

        var factory = _factory ??= ActivatorUtilities.CreateFactory(Type, [.. _arguments.Select(static a => a.GetType())]);
        return ((Interceptor)factory(services, _arguments), true);
    }
}
