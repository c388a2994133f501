using System.IO.Compression;
using Grpc.Core;
using GrpcServerTests.Support;

namespace GrpcServerTests;

[Collection(NodeCollection.Name)]
public sealed class ForeignClientTests(NodeClient node)
{
    private const int FourMiB = 4 * 1024 * 1024;

    [Fact]
    public async Task Unary_gives_one_answer()
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await node.CallAsync(server, "Echo", new NodeRequest { Text = "你好", PayloadSize = 3 });
        Assert.Equal(0, answer.Code);
        Assert.Equal([new NodePong("你好", 3, 0, 0)], answer.Messages);
    }

    [Fact]
    public async Task Client_streaming_takes_many_requests_and_gives_one_answer()
    {
        await using var server = await ProbeServer.StartAsync();
        var requests = Enumerable.Range(0, 500).Select(i => new NodeRequest { Text = $"r{i}", PayloadSize = i }).ToArray();
        var answer = await node.CallAsync(server, "Collect", requests);
        Assert.Equal(0, answer.Code);
        Assert.Equal([new NodePong("r499", 499 * 500 / 2, 500, 0)], answer.Messages);
    }

    [Fact]
    public async Task Server_streaming_gives_many_answers_in_order()
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await node.CallAsync(server, "Repeat", new NodeRequest { Text = "a", Count = 500, AnswerSize = 2000 });
        Assert.Equal(0, answer.Code);
        Assert.Equal(Enumerable.Range(0, 500), answer.Messages.Select(m => m.Index));
        Assert.All(answer.Messages, m => Assert.Equal(2000, m.PayloadLength));
    }

    [Fact]
    public async Task Duplex_answers_each_request_as_it_comes()
    {
        await using var server = await ProbeServer.StartAsync();
        var requests = Enumerable.Range(0, 200).Select(i => new NodeRequest { Text = $"r{i}" }).ToArray();
        var answer = await node.CallAsync(server, "Chat", requests);
        Assert.Equal(0, answer.Code);
        Assert.Equal(requests.Select(r => r.Text), answer.Messages.Select(m => m.Text));
    }

    [Theory]
    [InlineData("Collect")]
    [InlineData("Chat")]
    public async Task A_request_stream_may_be_empty(string method)
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await node.CallAsync(server, method);
        Assert.Equal(0, answer.Code);
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Repeat")]
    [InlineData("Collect")]
    [InlineData("Chat")]
    public async Task At_the_deadline_the_handlers_token_is_cancelled_and_the_caller_is_told(string method)
    {
        await using var server = await ProbeServer.StartAsync();
        var command = new NodeCommand
        {
            Method = method,
            Requests = [new NodeRequest { Text = "slow", Wait = new NodeDuration(600) }],
            DeadlineMs = 400,
        };
        var answer = await node.CallAsync(server, command);
        Assert.Equal((int)StatusCode.DeadlineExceeded, answer.Code);
        await server.Log.HappenedAsync("cancelled:slow");
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Chat")]
    public async Task A_cancelled_call_cancels_the_handlers_token(string method)
    {
        await using var server = await ProbeServer.StartAsync();
        var command = new NodeCommand
        {
            Method = method,
            Requests = [new NodeRequest { Text = "slow", Wait = new NodeDuration(600) }],
            CancelAfterMs = 300,
        };
        var answer = await node.CallAsync(server, command);
        Assert.Equal((int)StatusCode.Cancelled, answer.Code);
        await server.Log.HappenedAsync("cancelled:slow");
    }

    [Fact]
    public async Task A_cancelled_call_ends_a_handler_that_waits_for_the_next_request()
    {
        await using var server = await ProbeServer.StartAsync();
        var command = new NodeCommand
        {
            Method = "Chat", Requests = [new NodeRequest { Text = "one" }], KeepOpen = true, CancelAfterMessages = 1,
        };
        var answer = await node.CallAsync(server, command);
        Assert.Equal((int)StatusCode.Cancelled, answer.Code);
        await server.Log.HappenedAsync("chat-over");
    }

    [Fact]
    public async Task Metadata_goes_both_ways_as_text_and_as_bytes()
    {
        await using var server = await ProbeServer.StartAsync();
        var bytes = Convert.ToBase64String([0, 1, 254, 255]);
        var other = Convert.ToBase64String([9]);
        var command = new NodeCommand
        {
            Method = "Echo",
            Requests = [new NodeRequest()],
            Metadata = [["probe-text", "plain text"], ["probe-data-bin", bytes], ["probe-data-bin", other]],
        };
        var answer = await node.CallAsync(server, command);
        Assert.Equal(0, answer.Code);
        Assert.Equal("plain text", answer.Header("probe-text"));
        Assert.Equal([bytes, other], answer.Headers.Where(h => h[0] == "probe-data-bin").Select(h => h[1]));
        Assert.Equal("plain text", answer.Trailer("trailing-probe-text"));
        Assert.Equal([bytes, other], answer.Trailers.Where(h => h[0] == "trailing-probe-data-bin").Select(h => h[1]));
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Repeat")]
    [InlineData("Collect")]
    [InlineData("Chat")]
    public async Task A_status_keeps_its_message_and_trailers(string method)
    {
        await using var server = await ProbeServer.StartAsync();
        const string Message = "配额已用完: 100 % – naïve\nline two";
        var answer = await node.CallAsync(server, method, new NodeRequest { FailCode = 9, FailMessage = Message });
        Assert.Equal(9, answer.Code);
        Assert.Equal(Message, answer.Details);
        Assert.Equal(Convert.ToBase64String([0, 255, 7]), answer.Trailer("reason-bin"));
    }

    [Fact]
    public async Task A_handler_may_end_the_call_while_the_caller_still_sends()
    {
        await using var server = await ProbeServer.StartAsync();
        var requests = Enumerable.Range(0, 300).Select(_ => new NodeRequest { PayloadSize = 100_000 }).ToArray();
        requests[3] = new NodeRequest { FailCode = 3, FailMessage = "request 3 is wrong" };
        var answer = await node.CallAsync(server, "Collect", requests);
        Assert.Equal((3, "request 3 is wrong"), (answer.Code, answer.Details));
        Assert.Equal(0, (await node.CallAsync(server, "Echo", new NodeRequest())).Code);
    }

    [Fact]
    public async Task A_status_after_some_answers_comes_behind_them()
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await node.CallAsync(server, "Repeat", new NodeRequest { Count = 3, FailCode = 10, FailMessage = "stop" });
        Assert.Equal((10, "stop", 3), (answer.Code, answer.Details, answer.Messages.Count));
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidTimeZoneException: secret detail")]
    public async Task An_exception_is_UNKNOWN_and_shows_details_only_when_told_to(bool detailed, string message)
    {
        await using var server = await ProbeServer.StartAsync(o => o.EnableDetailedErrors = detailed);
        var answer = await node.CallAsync(server, "Echo", new NodeRequest { Crash = true });
        Assert.Equal(((int)StatusCode.Unknown, message), (answer.Code, answer.Details));
    }

    [Theory]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task Gzip_goes_both_ways(CompressionLevel level)
    {
        await using var server = await ProbeServer.StartAsync(o =>
        {
            o.ResponseCompressionAlgorithm = "gzip";
            o.ResponseCompressionLevel = level;
            o.EnableDetailedErrors = true;
        });
        var request = new NodeRequest { Text = "packed", PayloadSize = 300_000, AnswerSize = 300_000 };
        foreach (var method in new[] { "Echo", "Collect", "Chat" })
        {
            var answer = await node.CallAsync(server, new NodeCommand { Method = method, Requests = [request], Gzip = true });
            Assert.True(answer.Code == 0, $"{method}: {answer.Code} {answer.Details}");
            Assert.Equal(300_000L, answer.Messages.Single().Size);
        }
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Collect")]
    [InlineData("Chat")]
    public async Task A_message_of_4_MiB_passes_and_one_byte_more_is_RESOURCE_EXHAUSTED(string method)
    {
        await using var server = await ProbeServer.StartAsync();

        // Field number and length of the payload take five bytes of the message.
        var fits = await node.CallAsync(server, method, new NodeRequest { PayloadSize = FourMiB - 5 });
        Assert.Equal((0, FourMiB - 5L), (fits.Code, fits.Messages.Single().Size));
        var tooLarge = await node.CallAsync(server, method, new NodeRequest { PayloadSize = FourMiB - 4 });
        Assert.Equal((int)StatusCode.ResourceExhausted, tooLarge.Code);
        var compressed = new NodeCommand
        { Method = method, Requests = [new NodeRequest { PayloadSize = FourMiB - 4 }], Gzip = true };
        Assert.Equal((int)StatusCode.ResourceExhausted, (await node.CallAsync(server, compressed)).Code);
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Repeat")]
    public async Task An_answer_beyond_the_send_limit_is_RESOURCE_EXHAUSTED(string method)
    {
        await using var server = await ProbeServer.StartAsync(o => o.MaxSendMessageSize = 1000);
        var fits = await node.CallAsync(server, method, new NodeRequest { AnswerSize = 900, Count = 1 });
        Assert.Equal(0, fits.Code);
        var tooLarge = await node.CallAsync(server, method, new NodeRequest { AnswerSize = 1000, Count = 1 });
        Assert.Equal((int)StatusCode.ResourceExhausted, tooLarge.Code);
    }

    [Fact]
    public async Task A_large_answer_arrives_whole()
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await node.CallAsync(server, "Echo", new NodeRequest { AnswerSize = 20 * 1024 * 1024 });
        Assert.Equal((0, 20 * 1024 * 1024), (answer.Code, answer.Messages.Single().PayloadLength));
    }

    [Fact]
    public async Task Many_calls_share_one_connection()
    {
        await using var server = await ProbeServer.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
            node.CallAsync(server, i % 2 == 0 ? "Echo" : "Chat", new NodeRequest { Text = $"call {i}" })));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"call {i}"), answers.Select(a => a.Messages.Single().Text));
    }
}
