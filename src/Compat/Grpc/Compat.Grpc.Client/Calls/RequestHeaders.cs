using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client.Channel;
using Grpc.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>The header fields of a call.</summary>
internal static class RequestHeaders
{
    /// <summary>The entry of CallOptions.Headers that names the encoding of the request's messages; never sent itself.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    private const string PreviousAttempts = "grpc-previous-rpc-attempts";

    private static readonly string s_userAgent = $"grpc-dotnet-compat/1.0 (.NET {Environment.Version}; http2)";

    public static string? RequestedEncoding(Metadata? headers) => headers?.GetValue(EncodingRequest);

    public static void AddProtocol(
        HttpRequestMessage request, EncodingSet encodings, string? encoding, TimeSpan? timeout, int previousAttempts)
    {
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", s_userAgent);
        headers.TryAddWithoutValidation(GrpcProtocol.AcceptEncodingHeader, encodings.AcceptEncoding);
        if (encoding is not null)
        {
            headers.TryAddWithoutValidation(GrpcProtocol.EncodingHeader, encoding);
        }

        if (timeout is { } left)
        {
            headers.TryAddWithoutValidation(GrpcProtocol.TimeoutHeader, TimeoutEncoding.Encode(left));
        }

        if (previousAttempts > 0)
        {
            headers.TryAddWithoutValidation(PreviousAttempts, previousAttempts.ToString(CultureInfo.InvariantCulture));
        }

        request.Content!.Headers.TryAddWithoutValidation("Content-Type", GrpcProtocol.ContentType);
    }

    /// <summary>Adds the application's entries; those that would contradict the protocol are left out.</summary>
    public static void AddMetadata(HttpRequestMessage request, Metadata metadata)
    {
        for (var i = 0; i < metadata.Count; i++)
        {
            var entry = metadata[i];
            if (entry.Key != EncodingRequest && !MetadataHeaders.IsReserved(entry.Key))
            {
                // A line break would leave as it is, and a strict peer ends the whole connection for it.
                var value = MetadataHeaders.EncodeValue(entry);
                if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                {
                    throw WireErrors.UnsendableMetadata(entry.Key);
                }

                request.Headers.TryAddWithoutValidation(entry.Key, value);
            }
        }
    }
}
