using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From a call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is HttpServerCallContext call)
        {
            return call.Http;
        }

        // A context that wraps the original one passes its user state on.
        return serverCallContext.UserState.TryGetValue(HttpServerCallContext.HttpContextKey, out var http)
            ? (HttpContext)http
            : throw new InvalidOperationException("This call does not come from an HTTP request of this server.");
    }
}
