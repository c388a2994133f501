using System.Net;

namespace Grpc.Net.Client.Http;

/// <summary>
/// A small message. Derives from an array's content because the handler treats that as a body that never waits for the response:
/// headers, body and end leave in one write and nothing has to watch both directions.
/// </summary>
internal sealed class SmallBodyContent(SingleBody body) : ByteArrayContent([])
{
    /// <summary>Half of the window every HTTP/2 peer grants at first.</summary>
    public const int MaxSize = 32 * 1024;

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
