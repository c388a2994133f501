using System.Net;
using System.Net.Sockets;

namespace GrpcClientTests.Peers;

/// <summary>Forwards bytes until it is told to stop without closing anything, as a frozen machine or a lost route does.</summary>
internal sealed class FreezingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _frozen = new();
    private readonly List<Socket> _sockets = [];
    private readonly Uri _target;

    public FreezingProxy(string target)
    {
        _target = new Uri(target);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public void Freeze() => _frozen.Cancel();

    public void Dispose()
    {
        _frozen.Cancel();
        _listener.Dispose();
        lock (_sockets)
        {
            _sockets.ForEach(static s => s.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        while (!_frozen.IsCancellationRequested)
        {
            var near = await _listener.AcceptSocketAsync(_frozen.Token);
            var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await far.ConnectAsync(_target.Host, _target.Port);
            lock (_sockets)
            {
                _sockets.AddRange([near, far]);
            }

            _ = PumpAsync(near, far);
            _ = PumpAsync(far, near);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.ReceiveAsync(buffer, _frozen.Token)) > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, count), _frozen.Token);
        }
    }
}
