using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>Reads a call's status off a response, and makes one up where the peer is no gRPC server.</summary>
internal static class ResponseStatus
{
    /// <summary>Null when the response goes on with messages; otherwise the end of the call.</summary>
    public static Outcome? FromHeaders(HttpResponseMessage response)
    {
        if (TryRead(response.Headers, out var status))
        {
            return new Outcome(status, ResponseMetadata.From(response.Headers));
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new Outcome(FromHttpStatus(response), ResponseMetadata.From(response.Headers));
        }

        if (response.Version.Major < 2)
        {
            return new Outcome(new Status(
                StatusCode.Internal,
                $"The peer answered with HTTP/{response.Version}; gRPC needs HTTP/2. Check the address."));
        }

        var contentType = ResponseMetadata.Find(response.Content.Headers, "Content-Type");
        return GrpcProtocol.IsGrpcContentType(contentType) ? null : new Outcome(new Status(
            StatusCode.Unknown,
            contentType is null
                ? "The response has no content-type. Check that the address is a gRPC endpoint."
                : $"The response's content-type is '{contentType}', not application/grpc. Check that the address is gRPC's."));
    }

    /// <summary>The end of a response whose messages have been read.</summary>
    public static Outcome FromTrailers(HttpResponseMessage response)
    {
        if (!TryRead(response.TrailingHeaders, out var status))
        {
            return new Outcome(new Status(StatusCode.Unknown, "The response ended without grpc-status."));
        }

        return status.StatusCode == StatusCode.OK && status.Detail.Length == 0 ? Outcome.Ok : new Outcome(status);
    }

    private static bool TryRead(HttpHeaders headers, out Status status)
    {
        status = default;
        var code = ResponseMetadata.Find(headers, GrpcProtocol.StatusTrailer);
        if (code is null)
        {
            return false;
        }

        if (code == "0")
        {
            status = Status.DefaultSuccess;
        }

        var detail = ResponseMetadata.Find(headers, GrpcProtocol.MessageTrailer);
        var message = detail is null ? string.Empty : PercentEncoding.Decode(detail);
        if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // A code of a later version of the protocol is an error nobody here can name.
            status = number <= (int)StatusCode.Unauthenticated
                ? new Status((StatusCode)number, message)
                : new Status(StatusCode.Unknown, $"Status {number}: {message}");
        }
        else
        {
            status = new Status(StatusCode.Unknown, $"The response's grpc-status '{code}' is no number. {message}".TrimEnd());
        }

        return true;
    }

    private static Status FromHttpStatus(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode switch
        {
            400 or 431 => StatusCode.Internal,
            401 => StatusCode.Unauthenticated,
            403 => StatusCode.PermissionDenied,
            404 => StatusCode.Unimplemented,
            429 or 502 or 503 or 504 => StatusCode.Unavailable,
            _ => StatusCode.Unknown,
        };
        return new Status(
            code,
            $"HTTP status {(int)response.StatusCode} from {response.RequestMessage?.RequestUri} instead of a gRPC response.");
    }
}
