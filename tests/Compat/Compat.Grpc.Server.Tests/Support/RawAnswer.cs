using System.Net;

namespace GrpcServerTests.Support;

/// <summary>A whole HTTP response.</summary>
/// <param name="InHeaders">True when grpc-status came with the headers, so the response had no body.</param>
public sealed record RawAnswer(
    HttpStatusCode Http, string? GrpcStatus, string? GrpcMessage, byte[] Body,
    IReadOnlyDictionary<string, string> Headers, bool InHeaders)
{
    public static RawAnswer Of(HttpResponseMessage response, byte[] body)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var trailers = response.TrailingHeaders
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var inHeaders = headers.ContainsKey("grpc-status");
        var source = inHeaders ? headers : trailers;
        return new RawAnswer(
            response.StatusCode, source.GetValueOrDefault("grpc-status"), source.GetValueOrDefault("grpc-message"),
            body, headers, inHeaders);
    }
}
