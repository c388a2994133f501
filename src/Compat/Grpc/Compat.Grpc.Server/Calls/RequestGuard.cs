using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Refuses HTTP requests that are no gRPC calls, in HTTP's own terms plus a grpc-status for gRPC libraries in between.
/// </summary>
internal static class RequestGuard
{
    /// <summary>False: the response says why and the request is done with.</summary>
    public static bool Accepts(HttpContext http)
    {
        var request = http.Request;
        if (!GrpcProtocol.IsGrpcContentType(request.ContentType))
        {
            Refuse(
                http, StatusCodes.Status415UnsupportedMediaType,
                $"Content-Type '{request.ContentType}' is not supported. Send '{GrpcProtocol.ContentType}'.");
            return false;
        }

        if (!HttpProtocol.IsHttp2(request.Protocol) && !HttpProtocol.IsHttp3(request.Protocol))
        {
            http.Response.Headers.Upgrade = "HTTP/2";
            Refuse(
                http, StatusCodes.Status426UpgradeRequired,
                $"Request protocol '{request.Protocol}' is not supported. gRPC needs HTTP/2.");
            return false;
        }

        return true;
    }

    private static void Refuse(HttpContext http, int httpStatus, string detail)
    {
        http.Response.StatusCode = httpStatus;
        ResponseStatus.Write(http.Response.Headers, new Status(StatusCode.Internal, detail));
    }
}
