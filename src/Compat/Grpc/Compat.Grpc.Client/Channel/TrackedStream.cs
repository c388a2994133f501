using System.Net.Sockets;

namespace Grpc.Net.Client.Channel;

/// <summary>A connection's stream that tells its tracker, once, that the connection is gone.</summary>
internal sealed class TrackedStream(Socket socket, ConnectionTracker tracker) : NetworkStream(socket, ownsSocket: true)
{
    private int _closed;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            tracker.Closed();
        }
    }
}
