using System.Net;

namespace Grpc.Net.Client.Http;

/// <summary>A message that may have to wait for the peer's window while the peer already answers.</summary>
internal sealed class LargeBodyContent(SingleBody body) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => body.SendAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => body.SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
