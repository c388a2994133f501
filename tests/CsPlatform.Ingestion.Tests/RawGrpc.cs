using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

/// <summary>gRPC calls by their bytes, as no well-behaved client would make them.</summary>
internal sealed class RawGrpc(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = 64 << 20 };

    public void Dispose() => http.Dispose();

    /// <summary>A message with the five bytes before it that gRPC asks for.</summary>
    internal static byte[] Frame(ReadOnlySpan<byte> message, byte flag = 0, int? announcedLength = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), announcedLength ?? message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>Posts a body to a method of the service and reads the answer to its end.</summary>
    internal async Task<RawAnswer> PostAsync(string method, byte[] body)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(address, $"/csplatform.ingestion.v1.IngestionService/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var content = await response.Content.ReadAsByteArrayAsync();
        var status = Header(response, "grpc-status");
        Assert.True(status is not null, "The answer has no grpc-status.");
        return new RawAnswer(
            (StatusCode)int.Parse(status, CultureInfo.InvariantCulture),
            Uri.UnescapeDataString(Header(response, "grpc-message") ?? ""),
            Messages(content));
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.TrailingHeaders.TryGetValues(name, out var trailer) ? trailer.Single()
            : response.Headers.TryGetValues(name, out var header) ? header.Single() : null;

    private static List<byte[]> Messages(byte[] content)
    {
        var messages = new List<byte[]>();
        for (var at = 0; at < content.Length;)
        {
            Assert.Equal(0, content[at]);
            var length = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at + 1));
            messages.Add(content[(at + 5)..(at + 5 + length)]);
            at += 5 + length;
        }

        return messages;
    }

    /// <summary>What a call was answered.</summary>
    internal sealed record RawAnswer(StatusCode Status, string Message, IReadOnlyList<byte[]> Messages);
}
