using System.Buffers;
using System.Net.Sockets;

namespace Aspire.Hosting.Local;

/// <summary>Copies bytes both ways between two sockets until both directions have ended or one has failed.</summary>
internal static class TcpRelay
{
    private const int BufferSize = 64 * 1024;

    public static async Task RunAsync(Socket client, Socket server, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(CopyAsync(client, server, broken), CopyAsync(server, client, broken));
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        try
        {
            while (await CopySomeAsync(from, to, broken.Token))
            {
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A reset on one side is passed on as a reset, so the other side does not take a cut stream for a finished one.
            to.LingerState = new LingerOption(true, 0);
            await broken.CancelAsync();
        }
    }

    // Waiting happens without a buffer: thousands of idle streams would otherwise hold one each.
    private static async Task<bool> CopySomeAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        await from.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            do
            {
                var count = await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
                if (count == 0)
                {
                    return false;
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, cancellationToken);
                }
            }
            while (from.Available > 0);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
