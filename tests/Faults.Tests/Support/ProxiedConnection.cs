using System.Net.Sockets;

namespace Faults.Tests.Support;

/// <summary>One connection through the proxy.</summary>
internal sealed class ProxiedConnection(Socket near, Socket far)
{
    private volatile bool isHalving;

    /// <summary>Carries bytes both ways until either side ends.</summary>
    internal async Task RelayAsync(Func<Task> open)
    {
        await Task.WhenAny(CopyAsync(near, far, open), CopyAsync(far, near, open));
        Reset();
    }

    /// <summary>Ends both sides with a reset: what was on its way is lost.</summary>
    internal void Reset()
    {
        near.Close(0);
        far.Close(0);
    }

    internal void HalveNext() => isHalving = true;

    private async Task CopyAsync(Socket from, Socket to, Func<Task> open)
    {
        var buffer = new byte[16 << 10];
        try
        {
            for (var count = await from.ReceiveAsync(buffer); count > 0; count = await from.ReceiveAsync(buffer))
            {
                await open();
                if (isHalving)
                {
                    await SendAsync(to, buffer.AsMemory(0, (count + 1) / 2));
                    // The half has to arrive before the reset takes back what is still on its way.
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                await SendAsync(to, buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side, or the fault, ended it.
        }
    }

    private static async Task SendAsync(Socket to, Memory<byte> rest)
    {
        while (rest.Length > 0)
        {
            rest = rest[await to.SendAsync(rest)..];
        }
    }
}
