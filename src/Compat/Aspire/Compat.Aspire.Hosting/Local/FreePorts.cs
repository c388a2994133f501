using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Local;

/// <summary>
/// Finds ports that nobody listens on. They lie below the range the system takes ports for outgoing connections from, so that
/// none of those takes one between the choice and its use; none is handed out twice.
/// </summary>
internal static class FreePorts
{
    private const int Lowest = 20000;
    private const int Highest = 32000;
    private const int Attempts = 500;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];

    public static int Next()
    {
        lock (Gate)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
                if (!Given.Contains(port) && IsFree(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }

        throw new DistributedApplicationException($"No free port between {Lowest} and {Highest} after {Attempts} attempts.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var v4 = Bind(new IPEndPoint(IPAddress.Loopback, port));
            using var v6 = Socket.OSSupportsIPv6 ? Bind(new IPEndPoint(IPAddress.IPv6Loopback, port)) : null;
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    /// <summary>A bound socket; null when the machine has no such address.</summary>
    public static Socket? Bind(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            return socket;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            socket.Dispose();
            return null;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
