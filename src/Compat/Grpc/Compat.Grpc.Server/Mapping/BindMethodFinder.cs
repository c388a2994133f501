using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Finds the generated BindService of a service type and runs it.</summary>
internal static class BindMethodFinder
{
    public static void Bind(Type serviceType, ServiceBinderBase binder)
    {
        var (attribute, baseType) = Find(serviceType);
        var bind = attribute.BindType.GetMethod(
            attribute.BindMethodName, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
            [typeof(ServiceBinderBase), baseType])
            ?? throw new InvalidOperationException(
                $"{attribute.BindType}.{attribute.BindMethodName}(ServiceBinderBase, {baseType.Name}) does not exist. "
                + "Generate the service with grpc_csharp_plugin.");
        bind.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);
    }

    /// <summary>The generated base class of <paramref name="serviceType"/>, with its attribute.</summary>
    public static (BindServiceMethodAttribute Attribute, Type BaseType) Find(Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return (attribute, type);
            }
        }

        throw new InvalidOperationException(
            $"{serviceType} is no gRPC service: derive it from the generated class that ends in 'Base'.");
    }
}
