using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Turns the methods of one service into endpoints, with a catch-all for methods it does not have.</summary>
internal sealed class EndpointMapper
{
    private readonly IEndpointRouteBuilder _builder;
    private readonly GrpcServiceOptions _shared;
    private readonly GrpcServiceOptions? _own;
    private readonly List<IEndpointConventionBuilder> _endpoints = [];
    private readonly HashSet<string> _services = [];

    public EndpointMapper(IEndpointRouteBuilder builder, GrpcServiceOptions shared, GrpcServiceOptions? own)
    {
        _builder = builder;
        _shared = shared;
        _own = own;
        Logger = builder.ServiceProvider.GetRequiredService<ILoggerFactory>()
            .CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");
    }

    public ILogger Logger { get; }

    public CallSettings SettingsFor(IMethod method) => CallSettings.Create(_shared, _own, method, Logger);

    /// <summary>
    /// POST to the method's full name; attributes of the service type and of the handler become endpoint metadata.
    /// </summary>
    public void Map(Type serviceType, IMethod method, MethodInfo? handler, RequestDelegate run)
    {
        _services.Add(method.ServiceName);
        var endpoint = _builder.Map(method.FullName, run);
        endpoint.Add(b =>
        {
            b.DisplayName = "gRPC - " + method.FullName;
            b.Metadata.Add(new GrpcMethodMetadata(serviceType, method));
            AddAttributes(b.Metadata, serviceType);
            if (handler is not null)
            {
                AddAttributes(b.Metadata, handler);
            }

            b.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true));
        });
        _endpoints.Add(endpoint);
    }

    public GrpcServiceEndpointConventionBuilder Finish()
    {
        if (!(_own?.IgnoreUnknownServices ?? _shared.IgnoreUnknownServices ?? false))
        {
            foreach (var service in _services)
            {
                _endpoints.Add(MapUnknown($"{service}/{{unknownMethod:{GrpcRequestConstraint.Name}}}", UnknownCall.Method));
            }
        }

        var marker = _builder.ServiceProvider.GetRequiredService<GrpcServerMarker>();
        if (!marker.UnknownServicesMapped && !(_shared.IgnoreUnknownServices ?? false))
        {
            marker.UnknownServicesMapped = true;
            MapUnknown($"{{unknownService}}/{{unknownMethod:{GrpcRequestConstraint.Name}}}", UnknownCall.Service);
        }

        return new GrpcServiceEndpointConventionBuilder(_endpoints);
    }

    private static void AddAttributes(IList<object> metadata, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributes(inherit: true))
        {
            metadata.Add(attribute);
        }
    }

    private IEndpointConventionBuilder MapUnknown(string pattern, RequestDelegate run)
    {
        var endpoint = _builder.Map(pattern, run);
        endpoint.Add(b =>
        {
            b.DisplayName = "gRPC - unimplemented " + pattern;
            b.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true));
        });
        return endpoint;
    }
}
