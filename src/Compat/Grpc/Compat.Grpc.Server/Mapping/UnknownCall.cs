using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Answers to calls that no service takes.</summary>
internal static class UnknownCall
{
    public static Task Method(HttpContext http) => Answer(http, "Method is unimplemented.");

    public static Task Service(HttpContext http) => Answer(http, "Service is unimplemented.");

    private static Task Answer(HttpContext http, string detail)
    {
        if (RequestGuard.Accepts(http))
        {
            ResponseStatus.WriteTrailersOnly(http.Response, new Status(StatusCode.Unimplemented, detail));
        }

        return Task.CompletedTask;
    }
}
