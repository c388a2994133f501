using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;

namespace GrpcClientTests;

[Collection(GrpcJsCollection.Name)]
public sealed class ForeignCallKindTests(GrpcJs js) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(js.Address);

    private Probe.ProbeClient Client => new(_channel);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task A_unary_call_returns_the_answer_headers_trailers_and_status()
    {
        var bytes = new byte[] { 0, 1, 2, 253, 254, 255 };
        var headers = new Metadata { { "x-text", "plain" }, { "x-text", "twice" }, { "x-bytes-bin", bytes } };

        using var call = Client.EchoAsync(new Ping { Text = "你好", Payload = ByteString.CopyFrom(bytes) }, headers);
        var answer = await call;

        Assert.Equal("你好", answer.Text);
        Assert.Equal(6, answer.Size);
        var received = await call.ResponseHeadersAsync;
        Assert.Equal(["plain", "twice"], received.GetAll("x-text").SelectMany(static e => e.Value.Split(", ")));
        Assert.Equal(bytes, received.GetValueBytes("x-bytes-bin"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("end", call.GetTrailers().GetValue("x-trailer"));
        Assert.Equal([0, 1, 254, 255], call.GetTrailers().GetValueBytes("x-trailer-bin")!);
    }

    [Fact]
    public async Task Status_and_trailers_are_unknown_while_the_call_runs()
    {
        using var call = Client.Chat();
        await call.ResponseHeadersAsync;
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public void A_blocking_unary_call_does_not_wait_for_its_own_context()
    {
        var before = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(new DeafContext());
            Assert.Equal("x", Client.Echo(new Ping { Text = "x" }).Text);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public async Task A_client_stream_is_summed_up()
    {
        using var call = Client.Collect();
        for (var i = 0; i < 1000; i++)
        {
            await call.RequestStream.WriteAsync(new Ping { Text = "m", Payload = ByteString.CopyFrom(new byte[1000]) });
        }

        await call.RequestStream.CompleteAsync();
        var sum = await call;
        Assert.Equal((1000, 1_000_000L), (sum.Index, sum.Size));
    }

    [Fact]
    public async Task A_server_stream_is_read_to_its_end()
    {
        using var call = Client.Repeat(new Ping { Text = "r", Count = 500, AnswerSize = 3000 });
        var index = 0;
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(index++, answer.Index);
            Assert.Equal(3000, answer.Payload.Length);
        }

        Assert.Equal(500, index);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("end", call.GetTrailers().GetValue("x-trailer"));
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_server_stream_without_messages_ends_with_ok()
    {
        using var call = Client.Repeat(new Ping { Text = "none" });
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_duplex_call_answers_each_message_before_the_next_is_sent()
    {
        using var call = Client.Chat(new Metadata { { "x-chat", "1" } });
        Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("x-chat"));
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new Ping { Text = $"m{i}" });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal((i, $"m{i}"), (call.ResponseStream.Current.Index, call.ResponseStream.Current.Text));
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Many_streams_live_side_by_side()
    {
        var calls = Enumerable.Range(0, 400).Select(_ => Client.Chat()).ToList();
        foreach (var call in calls)
        {
            await call.RequestStream.WriteAsync(new Ping { Text = "first" });
        }

        foreach (var call in calls)
        {
            Assert.True(await call.ResponseStream.MoveNext());
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext());
            call.Dispose();
        }
    }

    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
