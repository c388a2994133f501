using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>One endpoint for each method of the generated base of <typeparamref name="TService"/>.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        var own = Services(builder).GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
        var mapper = CreateMapper(builder, own);
        BindMethodFinder.Bind(typeof(TService), new ServiceTypeBinder<TService>(mapper, builder.ServiceProvider));
        return mapper.Finish();
    }

    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, Func<IServiceProvider, ServerServiceDefinition> mapDefinition)
    {
        ArgumentNullException.ThrowIfNull(mapDefinition);
        return builder.MapGrpcService(mapDefinition(Services(builder)));
    }

    /// <summary>One endpoint for each method of <paramref name="serviceDefinition"/>, whose handlers serve all calls.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, ServerServiceDefinition serviceDefinition)
    {
        ArgumentNullException.ThrowIfNull(serviceDefinition);
        _ = Services(builder);
        var mapper = CreateMapper(builder, null);
        serviceDefinition.BindService(new DefinitionBinder(mapper));
        return mapper.Finish();
    }

    private static EndpointMapper CreateMapper(IEndpointRouteBuilder builder, GrpcServiceOptions? own)
    {
        var shared = builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        return new EndpointMapper(builder, shared, own);
    }

    private static IServiceProvider Services(IEndpointRouteBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        RequiredService.Check<GrpcServerMarker>(builder, "AddGrpc");
        return builder.ServiceProvider;
    }
}
