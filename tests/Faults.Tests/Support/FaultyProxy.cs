using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Faults.Tests.Support;

/// <summary>
/// Stands between two processes and does to their connections what networks do: cuts them with a reset, stalls them without a word,
/// and passes on half of what was written before it cuts.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly int target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<ProxiedConnection, byte> connections = new();
    private readonly Task accepting;
    private volatile TaskCompletionSource open = Opened();

    /// <summary>Starts one in front of a port of this machine.</summary>
    internal FaultyProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that were there when a fault struck them.</summary>
    internal int Struck { get; private set; }

    /// <summary>Resets every connection.</summary>
    internal void Cut()
    {
        foreach (var connection in connections.Keys)
        {
            Struck++;
            connection.Reset();
        }
    }

    /// <summary>Lets nothing pass in either direction, on new connections neither, until <see cref="GoOn"/>; all stay open.</summary>
    internal void Stall()
    {
        Struck += connections.Count;
        open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Ends a stall; what waited passes.</summary>
    internal void GoOn() => open.TrySetResult();

    /// <summary>Of the next piece that each connection carries only the first half passes; then it is reset.</summary>
    internal void Halve()
    {
        foreach (var connection in connections.Keys)
        {
            Struck++;
            connection.HalveNext();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        GoOn();
        foreach (var connection in connections.Keys)
        {
            connection.Reset();
        }

        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            var near = await listener.AcceptSocketAsync(ending.Token);
            _ = RelayAsync(near);
        }
    }

    private async Task RelayAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target, ending.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            near.Close(0);
            far.Dispose();
            return;
        }

        var connection = new ProxiedConnection(near, far);
        connections.TryAdd(connection, 0);
        await connection.RelayAsync(() => open.Task);
        connections.TryRemove(connection, out _);
    }
}
