using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;
using Microsoft.AspNetCore.Http;
using static GrpcClientTests.RetryConfigs;

namespace GrpcClientTests;

public sealed class RetryTests
{
    private readonly ConcurrentQueue<string> _attempts = new();

    [Fact]
    public async Task A_retryable_status_is_tried_again_and_the_attempts_are_counted()
    {
        await using var peer = await FailingPeer(2, 14);
        using var channel = Channel(peer, Policy(4));
        var answer = await new Probe.ProbeClient(channel).EchoAsync(new Ping { Text = "kept" });
        Assert.Equal("kept", answer.Text);
        Assert.Equal(["", "1", "2"], _attempts);
    }

    [Fact]
    public async Task Attempts_end_with_the_policy_and_with_the_channel()
    {
        await using var peer = await FailingPeer(100, 14);
        using var three = Channel(peer, Policy(3));
        await FailsAsync(three, StatusCode.Unavailable);
        Assert.Equal(3, _attempts.Count);

        _attempts.Clear();
        using var capped = Channel(peer, Policy(50));
        await FailsAsync(capped, StatusCode.Unavailable);
        Assert.Equal(5, _attempts.Count);
    }

    [Fact]
    public async Task A_status_outside_the_policy_ends_the_call()
    {
        await using var peer = await FailingPeer(100, 3);
        using var channel = Channel(peer, Policy(4));
        await FailsAsync(channel, StatusCode.InvalidArgument);
        Assert.Single(_attempts);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("compat.probe.v1.Probe/", true)]
    [InlineData("compat.probe.v1.Probe/Echo", true)]
    [InlineData("compat.probe.v1.Probe/Collect", false)]
    [InlineData("other.Service/", false)]
    public async Task A_policy_applies_to_the_methods_it_names(string name, bool applies)
    {
        await using var peer = await FailingPeer(1, 14);
        var parts = name.Split('/');
        using var channel = Channel(peer, Policy(2, new MethodName { Service = parts[0], Method = parts[1] }));
        if (applies)
        {
            await new Probe.ProbeClient(channel).EchoAsync(new Ping());
        }
        else
        {
            await FailsAsync(channel, StatusCode.Unavailable);
        }
    }

    [Fact]
    public async Task The_server_may_set_the_pause_or_forbid_the_repetition()
    {
        await using var soon = await FailingPeer(1, 14, "20");
        var policy = Policy(3);
        policy.RetryPolicy!.InitialBackoff = policy.RetryPolicy.MaxBackoff = TimeSpan.FromHours(1);
        using var channel = Channel(soon, policy);
        await new Probe.ProbeClient(channel).EchoAsync(new Ping());
        Assert.Equal(2, _attempts.Count);

        foreach (var refusal in new[] { "-1", "never" })
        {
            _attempts.Clear();
            await using var peer = await FailingPeer(5, 14, refusal);
            using var refused = Channel(peer, Policy(3));
            await FailsAsync(refused, StatusCode.Unavailable);
            Assert.Single(_attempts);
        }
    }

    [Fact]
    public async Task A_deadline_covers_all_attempts_and_the_pauses_between_them()
    {
        await using var peer = await FailingPeer(100, 14);
        var policy = Policy(5);
        policy.RetryPolicy!.InitialBackoff = policy.RetryPolicy.MaxBackoff = TimeSpan.FromHours(1);
        using var channel = Channel(peer, policy);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(channel).EchoAsync(
            new Ping(), deadline: DateTime.UtcNow.AddMilliseconds(300)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task Repetitions_stop_while_most_calls_fail_and_resume_with_successes()
    {
        var healthy = false;
        await using var peer = await RawPeer.StartAsync(async context =>
        {
            _attempts.Enqueue(string.Empty);
            if (Volatile.Read(ref healthy))
            {
                await RawPeer.AnswerAsync(context, new Pong());
            }
            else
            {
                RawPeer.Refuse(context, 14, "down");
            }
        });
        var config = Config(Policy(2));
        config.RetryThrottling = new RetryThrottlingPolicy { MaxTokens = 4, TokenRatio = 0.5 };
        using var channel = GrpcChannel.ForAddress(peer.Address, new GrpcChannelOptions { ServiceConfig = config });

        await FailsAsync(channel, StatusCode.Unavailable);
        Assert.Equal(2, _attempts.Count); // 4 tokens, then 3: repeated; then 2: no more.
        await FailsAsync(channel, StatusCode.Unavailable);
        Assert.Equal(3, _attempts.Count);

        Volatile.Write(ref healthy, true);
        for (var i = 0; i < 6; i++)
        {
            await new Probe.ProbeClient(channel).EchoAsync(new Ping());
        }

        Volatile.Write(ref healthy, false);
        _attempts.Clear();
        await FailsAsync(channel, StatusCode.Unavailable);
        Assert.Equal(2, _attempts.Count);
    }

    [Fact]
    public async Task Response_headers_commit_the_call()
    {
        await using var peer = await RawPeer.StartAsync(async context =>
        {
            _attempts.Enqueue(string.Empty);
            RawPeer.Begin(context);
            await context.Response.Body.FlushAsync();
            context.Response.AppendTrailer("grpc-status", "14");
        });
        using var channel = Channel(peer, Policy(3));
        await FailsAsync(channel, StatusCode.Unavailable);
        Assert.Single(_attempts);
    }

    private static async Task FailsAsync(GrpcChannel channel, StatusCode expected)
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Probe.ProbeClient(channel).EchoAsync(new Ping()));
        Assert.Equal(expected, error.StatusCode);
    }

    private Task<RawPeer> FailingPeer(int failures, int status, string? pushback = null) => RawPeer.StartAsync(async context =>
    {
        _attempts.Enqueue(context.Request.Headers["grpc-previous-rpc-attempts"].ToString());
        if (_attempts.Count <= failures)
        {
            RawPeer.Refuse(context, status, "failing", pushback is null ? [] : [("grpc-retry-pushback-ms", pushback)]);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var ping = Ping.Parser.ParseFrom(body.ToArray(), 5, (int)body.Length - 5);
        await RawPeer.AnswerAsync(context, new Pong { Text = ping.Text });
    });
}
