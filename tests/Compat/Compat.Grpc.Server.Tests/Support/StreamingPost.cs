using System.Net;
using System.Net.Http.Headers;

namespace GrpcServerTests.Support;

/// <summary>
/// A gRPC request over plain HTTP/2 whose body stays open, and whose response is read as slowly as a test likes.
/// </summary>
public sealed class StreamingPost : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { UseProxy = false, InitialHttp2StreamWindowSize = 65535 };
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _cancel = new();
    private readonly OpenBody _body = new();
    private Task<HttpResponseMessage>? _response;

    public StreamingPost() => _http = new HttpClient(_handler);

    public StreamingPost Start(Uri address, string method, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = _body,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        _response = _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _cancel.Token);
        return this;
    }

    public async Task WriteAsync(byte[] bytes)
    {
        var stream = await _body.Stream;
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
    }

    public void EndRequest() => _body.End();

    public Task<HttpResponseMessage> ResponseAsync() => _response!.WaitAsync(TimeSpan.FromSeconds(120));

    /// <summary>Resets the stream.</summary>
    public void Cancel() => _cancel.Cancel();

    public void Dispose()
    {
        _cancel.Cancel();
        _http.Dispose();
        _handler.Dispose();
        _cancel.Dispose();
    }

    private sealed class OpenBody : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Stream> Stream => _stream.Task;

        public void End() => _end.TrySetResult();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.FlushAsync(cancellationToken);
            _stream.TrySetResult(stream);
            await _end.Task.WaitAsync(cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
