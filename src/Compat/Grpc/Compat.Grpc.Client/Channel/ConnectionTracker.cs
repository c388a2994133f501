using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client.Channel;

/// <summary>
/// Opens the connections of one handler and derives the channel's connectivity from them: ready while at least one is open.
/// </summary>
internal sealed class ConnectionTracker : IDisposable
{
    private readonly object _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private ConnectivityState _state = ConnectivityState.Idle;
    private Socket? _spare;
    private int _open;

    public ConnectivityState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>The handler's connect callback; takes the connection that <see cref="PrepareAsync"/> opened if it lives.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = TakeSpare() ?? await DialAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _open++;
            Move(ConnectivityState.Ready);
        }

        return new TrackedStream(socket, this);
    }

    /// <summary>Opens one connection ahead of the first call.</summary>
    public async Task PrepareAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = await DialAsync(endPoint, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            (_spare, socket) = (socket, _spare);
            Move(ConnectivityState.Ready);
        }

        socket?.Dispose();
    }

    public void Closed()
    {
        lock (_gate)
        {
            _open--;
            if (_open == 0)
            {
                Move(ConnectivityState.Idle);
            }
        }
    }

    /// <summary>Completes when the state is no longer <paramref name="last"/>.</summary>
    public Task WaitForChangeAsync(ConnectivityState last, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _state != last ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        Socket? spare;
        lock (_gate)
        {
            (spare, _spare) = (_spare, null);
            Move(ConnectivityState.Shutdown);
        }

        spare?.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Socket? TakeSpare()
    {
        Socket? spare;
        lock (_gate)
        {
            (spare, _spare) = (_spare, null);
        }

        // A readable socket without data was closed by the peer while it waited to be used.
        if (spare is not null && spare.Poll(0, SelectMode.SelectRead) && spare.Available == 0)
        {
            spare.Dispose();
            return null;
        }

        return spare;
    }

    private async Task<Socket> DialAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_open == 0)
            {
                Move(ConnectivityState.Connecting);
            }
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            lock (_gate)
            {
                if (_open == 0)
                {
                    Move(ConnectivityState.TransientFailure);
                }
            }

            throw;
        }
    }

    private void Move(ConnectivityState state)
    {
        if (_state == state || _state == ConnectivityState.Shutdown)
        {
            return;
        }

        _state = state;
        var changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }
}
