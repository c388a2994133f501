using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Lets the catch-all endpoints see gRPC requests only, so that other endpoints of the application stay reachable.
/// </summary>
internal sealed class GrpcRequestConstraint : IRouteConstraint
{
    public const string Name = "grpcrequest";

    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && GrpcProtocol.IsGrpcContentType(httpContext.Request.ContentType);
}
