using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;
using Microsoft.AspNetCore.Http;
using static GrpcClientTests.RetryConfigs;

namespace GrpcClientTests;

public sealed class RetryLimitTests
{
    private readonly ConcurrentQueue<string> _attempts = new();

    [Fact]
    public async Task An_upload_is_sent_again_from_its_first_message()
    {
        await using var peer = await RawPeer.StartAsync(async context =>
        {
            var size = await ReadAsync(context, _attempts.IsEmpty ? 40_000 : long.MaxValue);
            _attempts.Enqueue($"{size}");
            if (_attempts.Count == 1)
            {
                RawPeer.Refuse(context, 14, "not yet");
                return;
            }

            await RawPeer.AnswerAsync(context, new Pong { Size = size });
        });
        using var channel = Channel(peer, Policy(3));
        using var call = new Probe.ProbeClient(channel).Collect();
        var sent = 0L;
        for (var i = 0; i < 50; i++)
        {
            var ping = new Ping { Count = i + 1, Payload = ByteString.CopyFrom(new byte[10_000]) };
            sent += ping.CalculateSize() + 5;
            await call.RequestStream.WriteAsync(ping);
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(sent, (await call).Size);
        Assert.Equal(2, _attempts.Count);
    }

    [Fact]
    public async Task An_upload_beyond_the_buffer_is_committed_to_its_attempt()
    {
        await using var peer = await RawPeer.StartAsync(async context =>
        {
            _attempts.Enqueue($"{await ReadAsync(context, 60_000)}");
            RawPeer.Refuse(context, 14, "no");
        });
        using var channel = GrpcChannel.ForAddress(
            peer.Address, new GrpcChannelOptions { ServiceConfig = Config(Policy(5)), MaxRetryBufferPerCallSize = 30_000 });
        using var call = new Probe.ProbeClient(channel).Collect();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await call.RequestStream.WriteAsync(new Ping { Payload = ByteString.CopyFrom(new byte[10_000]) });
            }

            await call;
        });
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task A_call_that_waits_for_the_server_finds_it_when_it_comes()
    {
        var address = await ClosedAddressAsync();
        using var channel = GrpcChannel.ForAddress(
            address, new GrpcChannelOptions { InitialReconnectBackoff = TimeSpan.FromMilliseconds(50) });
        var client = new Probe.ProbeClient(channel);
        using var early = client.EchoAsync(
            new Ping(), new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(300)).WithWaitForReady());
        using var patient = client.EchoAsync(new Ping(), default(CallOptions).WithWaitForReady());
        using var upload = client.Collect(default(CallOptions).WithWaitForReady());
        await upload.RequestStream.WriteAsync(new Ping());
        await upload.RequestStream.CompleteAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await early);
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);

        await using var peer = await RawPeer.StartAsync(
            static context => RawPeer.AnswerAsync(context, new Pong { Text = "here" }), port: new Uri(address).Port);
        Assert.Equal("here", (await patient).Text);
        Assert.Equal("here", (await upload).Text);
    }

    [Fact]
    public void Policies_that_cannot_work_are_refused_when_the_channel_is_made()
    {
        var hedging = new MethodConfig { Names = { MethodName.Default }, HedgingPolicy = new HedgingPolicy { MaxAttempts = 2 } };
        Refused(Config(hedging), "RetryPolicy");
        Refused(Config(new MethodConfig { Names = { MethodName.Default }, RetryPolicy = new RetryPolicy() }), "MaxAttempts");
        Refused(Config(Policy(2), Policy(3)), "Two method configs");
        Refused(Config(Policy(2, new MethodName { Method = "Echo" })), "service");
        var throttled = Config(Policy(2));
        throttled.RetryThrottling = new RetryThrottlingPolicy { MaxTokens = 0, TokenRatio = 1 };
        Refused(throttled, "MaxTokens");

        static void Refused(ServiceConfig config, string part)
        {
            var error = Assert.Throws<InvalidOperationException>(
                () => GrpcChannel.ForAddress("http://x", new GrpcChannelOptions { ServiceConfig = config }));
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    private static async Task<string> ClosedAddressAsync()
    {
        await using var peer = await RawPeer.StartAsync(static _ => Task.CompletedTask);
        return peer.Address;
    }

    private static async Task<long> ReadAsync(HttpContext context, long enough)
    {
        var buffer = new byte[16 * 1024];
        var size = 0L;
        int count;
        while (size < enough && (count = await context.Request.Body.ReadAsync(buffer)) > 0)
        {
            size += count;
        }

        return size;
    }
}
