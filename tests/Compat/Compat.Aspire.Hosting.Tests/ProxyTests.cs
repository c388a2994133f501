using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Compat.Aspire.Hosting.Tests;

public sealed class ProxyTests
{
    private static readonly ExecutableResource Resource = new("some", "true", "/");

    [Fact]
    public async Task Connections_go_to_the_replica_with_the_fewest()
    {
        using var first = new Echo();
        using var second = new Echo();
        var replicas = new[] { Replica(first.Port), Replica(second.Port) };
        await using var proxy = Proxy(replicas, TimeSpan.FromSeconds(5), out var port);
        var clients = new List<TcpClient>();
        for (var i = 0; i < 10; i++)
        {
            clients.Add(await AskAsync(port));
        }

        Assert.Equal((5, 5), (first.Connections, second.Connections));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Unhealthy_replicas_are_used_only_when_there_is_no_other()
    {
        using var first = new Echo();
        using var second = new Echo();
        var replicas = new[] { Replica(first.Port), Replica(second.Port) };
        replicas[0].IsHealthy = false;
        await using var proxy = Proxy(replicas, TimeSpan.FromSeconds(5), out var port);
        for (var i = 0; i < 4; i++)
        {
            using var client = await AskAsync(port);
        }

        Assert.Equal((0, 4), (first.Connections, second.Connections));
        replicas[1].IsUp = false;
        using var last = await AskAsync(port);
        Assert.Equal((1, 4), (first.Connections, second.Connections));
    }

    [Fact]
    public async Task A_connection_waits_for_a_replica_to_come_up()
    {
        using var server = new Echo();
        var replica = Replica(server.Port);
        replica.IsUp = false;
        await using var proxy = Proxy([replica], TimeSpan.FromSeconds(30), out var port);
        var asked = AskAsync(port);
        await Task.Delay(200);
        Assert.False(asked.IsCompleted);
        replica.IsUp = true;
        using var client = await asked;
    }

    [Fact]
    public async Task A_connection_without_a_replica_ends_after_the_limit()
    {
        var replica = Replica(1);
        replica.IsUp = false;
        await using var proxy = Proxy([replica], TimeSpan.FromMilliseconds(200), out var port);
        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(port));
    }

    [Fact]
    public async Task Large_streams_and_half_closed_connections_pass_unchanged()
    {
        using var server = new Echo();
        await using var proxy = Proxy([Replica(server.Port)], TimeSpan.FromSeconds(5), out var port);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var sent = new byte[5_000_000];
        new Random(1).NextBytes(sent);
        var write = Task.Run(async () =>
        {
            await client.GetStream().WriteAsync(sent);
            client.Client.Shutdown(SocketShutdown.Send);
        });
        using var received = new MemoryStream();
        await client.GetStream().CopyToAsync(received, TestStack.Deadline);
        await write;
        Assert.Equal(sent, received.ToArray());
    }

    private static Instance Replica(int port)
    {
        var instance = new Instance(Resource, "some", "some") { IsUp = true, IsHealthy = true };
        instance.TargetPorts["http"] = port;
        return instance;
    }

    private static LoadSpreadingProxy Proxy(IReadOnlyList<Instance> replicas, TimeSpan patience, out int port)
    {
        var proxy = new LoadSpreadingProxy(replicas, new EndpointAnnotation(ProtocolType.Tcp, "http"), patience);
        port = FreePorts.Next();
        proxy.Listen(port);
        return proxy;
    }

    private static async Task<TcpClient> AskAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync("ping"u8.ToArray());
        var answer = new byte[4];
        await client.GetStream().ReadExactlyAsync(answer, TestStack.Deadline);
        Assert.Equal("ping", Encoding.ASCII.GetString(answer));
        return client;
    }

    private sealed class Echo : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _connections;

        public Echo()
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAsync();
        }

        public int Port { get; }

        public int Connections => _connections;

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    _ = ServeAsync(client);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }

        private static async Task ServeAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    await client.GetStream().CopyToAsync(client.GetStream());
                }
                catch (IOException)
                {
                    return;
                }
            }
        }
    }
}
