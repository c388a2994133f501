using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProtoService = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the reflection services.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>They show every service that is mapped when the first reflection call comes.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(static p => ReflectionAnswers.Of(MappedServices(p.GetRequiredService<EndpointDataSource>())));
        services.TryAddSingleton(static p => new ReflectionServiceImpl(p.GetRequiredService<ReflectionAnswers>()));
        services.TryAddSingleton(static p => new ReflectionV1ServiceImpl(p.GetRequiredService<ReflectionAnswers>()));
        return services;
    }

    private static IEnumerable<ProtoService> MappedServices(EndpointDataSource endpoints) => endpoints.Endpoints
        .Select(static e => e.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
        .Where(static type => type is not null && type != typeof(Grpc.Core.ServerServiceDefinition))
        .Distinct()
        .Select(static type => DescriptorOf(type!))
        .OfType<ProtoService>()
        .DistinctBy(static d => d.FullName)
        .OrderBy(static d => d.FullName, StringComparer.Ordinal);

    private static ProtoService? DescriptorOf(Type serviceType)
    {
        // Generated code keeps the descriptor on the class around the service base.
        var outer = BindMethodFinder.Find(serviceType).Attribute.BindType;
        return outer.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ProtoService;
    }
}
