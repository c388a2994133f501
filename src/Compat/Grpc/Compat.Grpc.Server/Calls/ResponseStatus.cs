using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Writes a status as header fields.</summary>
internal static class ResponseStatus
{
    private static readonly string[] s_codes =
        [.. Enumerable.Range(0, 17).Select(static code => code.ToString(CultureInfo.InvariantCulture))];

    public static void Write(IHeaderDictionary destination, Status status)
    {
        destination.GrpcStatus = Text(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            destination.GrpcMessage = PercentEncoding.Encode(status.Detail);
        }
    }

    /// <summary>A whole response of headers only.</summary>
    public static void WriteTrailersOnly(HttpResponse response, Status status)
    {
        response.ContentType = GrpcProtocol.ContentType;
        Write(response.Headers, status);
    }

    public static string Text(StatusCode code) =>
        (uint)code < (uint)s_codes.Length ? s_codes[(int)code] : ((int)code).ToString(CultureInfo.InvariantCulture);
}
