using System.Net;
using Google.Protobuf.WellKnownTypes;
using GrpcServerTests.Protos;
using GrpcServerTests.Support;

namespace GrpcServerTests;

public sealed class DeadlineAndCancellationTests
{
    private const string Service = "/compat.probe.v1.Probe/";

    [Fact]
    public async Task A_handler_that_ignores_its_token_does_not_hold_up_DEADLINE_EXCEEDED()
    {
        await using var server = await ProbeServer.StartAsync();
        using var raw = new RawCall(server.Address);
        var ping = new Ping { Text = "deaf", Wait = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)), IgnoreToken = true };
        var answer = await raw.PostAsync(Service + "Echo", RawCall.Frame(ping), ("grpc-timeout", "200m"));
        Assert.Equal(("4", "Deadline Exceeded", true), (answer.GrpcStatus, answer.GrpcMessage, answer.InHeaders));
    }

    [Fact]
    public async Task The_deadline_of_a_stream_comes_as_a_trailer_behind_the_answers()
    {
        await using var server = await ProbeServer.StartAsync();
        using var raw = new RawCall(server.Address);
        var ping = new Ping { Text = "late", Count = 2, Wait = Duration.FromTimeSpan(TimeSpan.FromMinutes(10)) };
        var answer = await raw.PostAsync(Service + "Repeat", RawCall.Frame(ping), ("grpc-timeout", "300m"));
        Assert.Equal(("4", false), (answer.GrpcStatus, answer.InHeaders));
        Assert.NotEmpty(answer.Body);
        await server.Log.HappenedAsync("cancelled:late");
    }

    [Fact]
    public async Task The_deadline_reaches_a_handler_that_waits_for_the_next_request()
    {
        await using var server = await ProbeServer.StartAsync();
        using var post = new StreamingPost().Start(server.Address, Service + "Chat", ("grpc-timeout", "400m"));
        await post.WriteAsync(RawCall.Frame(new Ping { Text = "one" }));
        using var response = await post.ResponseAsync();
        await server.Log.HappenedAsync("chat-cancelled");
        await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("4", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task A_reset_wakes_a_handler_that_waits_for_the_next_request()
    {
        await using var server = await ProbeServer.StartAsync();
        using var post = new StreamingPost().Start(server.Address, Service + "Chat");
        await post.WriteAsync(RawCall.Frame(new Ping { Text = "one" }));
        using var response = await post.ResponseAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        post.Cancel();
        response.Dispose();
        await server.Log.HappenedAsync("chat-cancelled");
    }

    [Fact]
    public async Task A_timeout_that_has_already_passed_is_DEADLINE_EXCEEDED()
    {
        await using var server = await ProbeServer.StartAsync();
        using var raw = new RawCall(server.Address);
        var ping = new Ping { Wait = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)) };
        var answer = await raw.PostAsync(Service + "Echo", RawCall.Frame(ping), ("grpc-timeout", "0n"));
        Assert.Equal("4", answer.GrpcStatus);
    }

    [Fact]
    public async Task A_timeout_of_centuries_is_no_deadline()
    {
        await using var server = await ProbeServer.StartAsync();
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(Service + "Echo", RawCall.Frame(new Ping()), ("grpc-timeout", "99999999H"));
        Assert.Equal("0", answer.GrpcStatus);
    }

    [Fact]
    public async Task A_caller_that_does_not_read_holds_the_handler_back_and_gets_everything_later()
    {
        await using var server = await ProbeServer.StartAsync();
        using var post = new StreamingPost().Start(server.Address, Service + "Repeat");
        const int Answers = 2000;
        await post.WriteAsync(RawCall.Frame(new Ping { Text = "many", Count = Answers, AnswerSize = 10_000 }));
        post.EndRequest();
        using var response = await post.ResponseAsync();

        // More than Kestrel's five seconds of grace for slow readers: holding back is no offence.
        await Task.Delay(TimeSpan.FromSeconds(7));
        var written = server.Log.Of("written:many");
        Assert.InRange(written, 1, Answers / 2);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(body.Length > Answers * 10_000);
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task A_deadline_frees_a_handler_whose_caller_does_not_read()
    {
        await using var server = await ProbeServer.StartAsync();
        using var post = new StreamingPost().Start(server.Address, Service + "Repeat", ("grpc-timeout", "500m"));
        await post.WriteAsync(RawCall.Frame(new Ping { Text = "stuck", Count = int.MaxValue, AnswerSize = 10_000 }));
        post.EndRequest();
        using var response = await post.ResponseAsync();
        await server.Log.HappenedAsync("repeat-over");
    }
}
