using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace GrpcServerTests.Support;

/// <summary>Speaks to a server in plain HTTP, byte for byte as a test wants it.</summary>
public sealed class RawCall : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Uri _address;

    public RawCall(Uri address) => _address = address;

    public static byte[] Frame(byte[] payload, byte flag = 0, int? announcedLength = null)
    {
        var frame = new byte[payload.Length + 5];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), announcedLength ?? payload.Length);
        payload.CopyTo(frame.AsSpan(5));
        return frame;
    }

    public static byte[] Frame(IMessage message) => Frame(message.ToByteArray());

    /// <summary>The payload of the next frame.</summary>
    public static async Task<byte[]> ReadFrameAsync(Stream stream)
    {
        var header = new byte[5];
        await stream.ReadExactlyAsync(header);
        var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await stream.ReadExactlyAsync(payload);
        return payload;
    }

    public Task<RawAnswer> PostAsync(string method, byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, method, body, "application/grpc", HttpVersion.Version20, headers);

    public async Task<RawAnswer> SendAsync(
        HttpMethod verb, string method, byte[]? body, string? contentType, Version version,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(verb, new Uri(_address, method)) 
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await _http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        return RawAnswer.Of(response, content);
    }

    public void Dispose() => _http.Dispose();
}
