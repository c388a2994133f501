using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Channel;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;
using Microsoft.AspNetCore.Http;

namespace GrpcClientTests;

public sealed class TransportTests
{
    [Fact]
    public async Task An_address_nobody_listens_on_is_named()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Probe.ProbeClient(channel).EchoAsync(new Ping()));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("http://127.0.0.1:1", error.Status.Detail, StringComparison.Ordinal);
        Assert.NotNull(error.Status.DebugException);

        using var nowhere = GrpcChannel.ForAddress("http://no-such-host.invalid:5000");
        error = await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(nowhere).EchoAsync(new Ping()));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("no-such-host.invalid", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_dies_ends_every_call_with_unavailable()
    {
        var js = new GrpcJs();
        await js.InitializeAsync();
        try
        {
            using var channel = GrpcChannel.ForAddress(js.Address);
            var client = new Probe.ProbeClient(channel);
            using var chat = client.Chat();
            await chat.ResponseHeadersAsync;
            using var collect = client.Collect();
            await collect.RequestStream.WriteAsync(new Ping());
            js.Kill();

            var read = await Assert.ThrowsAsync<RpcException>(() => chat.ResponseStream.MoveNext());
            Assert.Equal(StatusCode.Unavailable, read.StatusCode);
            var response = await Assert.ThrowsAsync<RpcException>(async () => await collect);
            Assert.Equal(StatusCode.Unavailable, response.StatusCode);
            var write = await Assert.ThrowsAsync<RpcException>(() => chat.RequestStream.WriteAsync(new Ping()));
            Assert.Equal(StatusCode.Unavailable, write.StatusCode);
        }
        finally
        {
            await js.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_frozen_peer_is_noticed_by_pings()
    {
        var js = new GrpcJs();
        await js.InitializeAsync();
        using var proxy = new FreezingProxy(js.Address);
        try
        {
            using var handler = TransportDefaults.CreateHandler();
            handler.KeepAlivePingDelay = handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(1);
            using var channel = GrpcChannel.ForAddress(proxy.Address, new GrpcChannelOptions { HttpHandler = handler });
            using var chat = new Probe.ProbeClient(channel).Chat();
            await chat.ResponseHeadersAsync;
            using var unary = new Probe.ProbeClient(channel).EchoAsync(
                new Ping { Wait = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromMinutes(5)) });
            await Task.Delay(100);
            proxy.Freeze();

            var read = await Assert.ThrowsAsync<RpcException>(
                () => chat.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromSeconds(120)));
            Assert.Equal(StatusCode.Unavailable, read.StatusCode);
            var response = await Assert.ThrowsAsync<RpcException>(() => unary.ResponseAsync.WaitAsync(TimeSpan.FromSeconds(120)));
            Assert.Equal(StatusCode.Unavailable, response.StatusCode);
        }
        finally
        {
            await js.DisposeAsync();
        }
    }

    [Fact]
    public void Pings_are_on_unless_the_application_brings_its_own_handler()
    {
        using var handler = TransportDefaults.CreateHandler();
        Assert.Equal(TransportDefaults.PingDelay, handler.KeepAlivePingDelay);
        Assert.Equal(TransportDefaults.PingTimeout, handler.KeepAlivePingTimeout);
        Assert.True(handler.EnableMultipleHttp2Connections);
        Assert.Equal(Timeout.InfiniteTimeSpan, handler.PooledConnectionIdleTimeout);
    }

    [Fact]
    public async Task A_slow_reader_holds_the_sender_back()
    {
        var sent = 0L;
        await using var peer = await RawPeer.StartAsync(async context =>
        {
            RawPeer.Begin(context);
            var frame = RawPeer.Frame(new Pong { Payload = ByteString.CopyFrom(new byte[16 * 1024]) }.ToByteArray());
            for (var i = 0; i < 10_000; i++)
            {
                await context.Response.Body.WriteAsync(frame, context.RequestAborted);
                Interlocked.Add(ref sent, frame.Length);
            }
        });
        using var channel = GrpcChannel.ForAddress(peer.Address);
        using var call = new Probe.ProbeClient(channel).Repeat(new Ping());
        Assert.True(await call.ResponseStream.MoveNext());
        await SettledAsync(() => Interlocked.Read(ref sent));
        Assert.InRange(Interlocked.Read(ref sent), 1, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task A_slow_server_holds_the_writer_back()
    {
        var release = new TaskCompletionSource();
        await using var peer = await RawPeer.StartAsync(async context =>
        {
            await release.Task;
            RawPeer.Refuse(context, 0, string.Empty);
        });
        using var channel = GrpcChannel.ForAddress(peer.Address);
        using var call = new Probe.ProbeClient(channel).Collect();
        var written = 0L;
        var ping = new Ping { Payload = ByteString.CopyFrom(new byte[16 * 1024]) };
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                await call.RequestStream.WriteAsync(ping);
                Interlocked.Add(ref written, 16 * 1024);
            }
        });
        await SettledAsync(() => Interlocked.Read(ref written));
        Assert.InRange(Interlocked.Read(ref written), 1, 8 * 1024 * 1024);
        release.SetResult();
        await Assert.ThrowsAsync<RpcException>(() => writing);
    }

    [Fact]
    public async Task A_channel_tells_its_state_and_connects_ahead()
    {
        await using var peer = await RawPeer.StartAsync(static context => RawPeer.AnswerAsync(context, new Pong()));
        var channel = GrpcChannel.ForAddress(peer.Address);
        Assert.Equal(ConnectivityState.Idle, channel.State);
        var changed = channel.WaitForStateChangedAsync(ConnectivityState.Idle);
        await channel.ConnectAsync();
        await changed;
        Assert.Equal(ConnectivityState.Ready, channel.State);
        await new Probe.ProbeClient(channel).EchoAsync(new Ping());
        Assert.Equal(ConnectivityState.Ready, channel.State);
        await channel.ShutdownAsync();
        Assert.Equal(ConnectivityState.Shutdown, channel.State);
        Assert.Throws<ObjectDisposedException>(() => new Probe.ProbeClient(channel));
    }

    [Fact]
    public async Task Connecting_goes_on_until_it_is_cancelled()
    {
        using var channel = GrpcChannel.ForAddress(
            "http://127.0.0.1:1", new GrpcChannelOptions { InitialReconnectBackoff = TimeSpan.FromMilliseconds(10) });
        using var source = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.ConnectAsync(source.Token));
        Assert.Equal(ConnectivityState.TransientFailure, channel.State);
    }

    [Fact]
    public async Task An_application_may_bring_a_client_or_a_handler_but_not_both()
    {
        await using var peer = await RawPeer.StartAsync(static context => RawPeer.AnswerAsync(context, new Pong { Text = "ok" }));
        using var http = new HttpClient();
        using var channel = GrpcChannel.ForAddress(peer.Address, new GrpcChannelOptions { HttpClient = http });
        Assert.Equal("ok", (await new Probe.ProbeClient(channel).EchoAsync(new Ping())).Text);
        Assert.Throws<InvalidOperationException>(() => channel.State);
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress(
            peer.Address, new GrpcChannelOptions { HttpClient = http, HttpHandler = handler }));
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("dns:///x")]
    public void An_address_of_another_scheme_is_refused(string address)
        => Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress(address));

    private static async Task SettledAsync(Func<long> value)
    {
        var before = -1L;
        await Eventually.TrueAsync(async () =>
        {
            await Task.Delay(500);
            var now = value();
            var settled = now > 0 && now == before;
            before = now;
            return settled;
        });
    }
}
