using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Local;

/// <summary>
/// Listens on an endpoint's public port and forwards each connection to a replica: a healthy one with the fewest connections.
/// While none accepts, new connections wait instead of being refused, up to a limit.
/// </summary>
internal sealed class LoadSpreadingProxy : IAsyncDisposable
{
    private const int Backlog = 512;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Avoidance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<Instance> _replicas;
    private readonly EndpointAnnotation _endpoint;
    private readonly TimeSpan _patience;
    private readonly List<Socket> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private uint _turn;

    public LoadSpreadingProxy(IReadOnlyList<Instance> replicas, EndpointAnnotation endpoint, TimeSpan patience)
    {
        _replicas = replicas;
        _endpoint = endpoint;
        _patience = patience;
    }

    /// <summary>Connections accepted so far.</summary>
    public long Accepted { get; private set; }

    /// <summary>Listens on both loopback addresses; throws <see cref="SocketException"/> when the port is taken.</summary>
    public void Listen(int port)
    {
        IPAddress[] addresses = IPAddress.TryParse(_endpoint.TargetHost, out var own) && !IPAddress.IsLoopback(own)
            ? [own]
            : Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
        try
        {
            foreach (var listener in addresses.Select(address => FreePorts.Bind(new IPEndPoint(address, port))).OfType<Socket>())
            {
                listener.Listen(Backlog);
                _listeners.Add(listener);
            }
        }
        catch (SocketException)
        {
            _listeners.ForEach(listener => listener.Dispose());
            _listeners.Clear();
            throw;
        }

        _listeners.ForEach(listener => _ = AcceptAsync(listener));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listeners.ForEach(listener => listener.Dispose());
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(_stop.Token);
                Accepted++;
                _ = ServeAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that gave up before it was accepted, or too many open files: the next one may fare better.
                await Task.Delay(Poll);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            var (server, replica) = await ConnectAsync();
            if (server is null || replica is null)
            {
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            using (server)
            {
                try
                {
                    client.NoDelay = true;
                    await TcpRelay.RunAsync(client, server, _stop.Token);
                }
                finally
                {
                    replica.Disconnected();
                }
            }
        }
    }

    private async Task<(Socket? Server, Instance? Replica)> ConnectAsync()
    {
        var deadline = Environment.TickCount64 + (long)_patience.TotalMilliseconds;
        do
        {
            if (Choose() is { } replica)
            {
                replica.Connected();
                if (await DialAsync(replica) is { } server)
                {
                    return (server, replica);
                }

                replica.Disconnected();
                replica.Avoid(Avoidance);
            }
            else
            {
                await Task.Delay(Poll);
            }
        }
        while (Environment.TickCount64 < deadline && !_stop.IsCancellationRequested);

        return (null, null);
    }

    private Instance? Choose()
    {
        var turn = Interlocked.Increment(ref _turn);
        return _replicas
            .Select((replica, index) => (Replica: replica, Distance: (index + turn) % (uint)_replicas.Count))
            .Where(candidate => candidate.Replica is { IsUp: true, IsAvoided: false })
            .OrderByDescending(candidate => candidate.Replica.IsHealthy)
            .ThenBy(candidate => candidate.Replica.Connections)
            .ThenBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Replica)
            .FirstOrDefault();
    }

    private async Task<Socket?> DialAsync(Instance replica)
    {
        if (!replica.TargetPorts.TryGetValue(_endpoint.Name, out var port))
        {
            return null;
        }

        IPAddress[] addresses = IPAddress.TryParse(_endpoint.TargetHost, out var own)
            ? [own]
            : [IPAddress.Loopback, IPAddress.IPv6Loopback];
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            limit.CancelAfter(ConnectTime);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
                return socket;
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return null;
    }
}
