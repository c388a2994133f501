using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;

namespace GrpcClientTests;

[Collection(GrpcJsCollection.Name)]
public sealed class StreamUseTests(GrpcJs js) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(js.Address);

    private Probe.ProbeClient Client => new(_channel);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task No_message_follows_the_end_of_a_request_stream()
    {
        using var call = Client.Collect();
        await call.RequestStream.CompleteAsync();
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new Ping()));
        await call;
    }

    [Fact]
    public async Task A_write_after_the_end_of_the_call_tells_how_it_ended()
    {
        using var call = Client.Chat();
        await call.RequestStream.WriteAsync(new Ping { FailCode = 11, FailMessage = "over" });
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new Ping()));
        Assert.Equal((StatusCode.OutOfRange, "over"), (error.StatusCode, error.Status.Detail));
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Streams_of_a_disposed_call_are_disposed_too()
    {
        var call = Client.Chat();
        await call.RequestStream.WriteAsync(new Ping());
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.RequestStream.WriteAsync(new Ping()));
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData("no\nlines")]
    [InlineData("ascii only: 中")]
    public async Task A_header_that_cannot_be_sent_is_no_outage(string value)
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.EchoAsync(new Ping(), new Metadata { { "note", value } }));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Contains("'note'", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("x", (await Client.EchoAsync(new Ping { Text = "x" })).Text);
    }

    [Fact]
    public async Task Only_one_read_runs_at_a_time()
    {
        using var call = Client.Chat();
        var first = call.ResponseStream.MoveNext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext());
        await call.RequestStream.WriteAsync(new Ping { Text = "one" });
        Assert.True(await first);
        Assert.Equal("one", call.ResponseStream.Current.Text);
    }

    [Fact]
    public async Task A_cancelled_read_ends_the_call()
    {
        using var call = Client.Chat();
        await call.ResponseHeadersAsync;
        using var source = new CancellationTokenSource(100);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(source.Token));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_cancelled_write_ends_the_call()
    {
        await using var peer = await RawPeer.StartAsync(static context => Task.Delay(-1, context.RequestAborted));
        using var channel = GrpcChannel.ForAddress(peer.Address);
        using var call = new Probe.ProbeClient(channel).Collect();
        using var source = new CancellationTokenSource();
        var ping = new Ping { Payload = Google.Protobuf.ByteString.CopyFrom(new byte[100_000]) };
        Task write;
        do
        {
            write = call.RequestStream.WriteAsync(ping, source.Token);
            await Task.WhenAny(write, Task.Delay(500));
        }
        while (write.IsCompleted);

        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(ping));
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.CompleteAsync());
        await source.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => write)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact]
    public async Task Interceptors_of_an_invoker_see_every_kind_of_call()
    {
        var invoker = _channel.Intercept(static headers =>
        {
            headers.Add("x-by", "interceptor");
            return headers;
        });
        var client = new Probe.ProbeClient(invoker);
        using var unary = client.EchoAsync(new Ping());
        using var stream = client.Repeat(new Ping());
        using var chat = client.Chat();
        foreach (var headers in new[] { unary.ResponseHeadersAsync, stream.ResponseHeadersAsync, chat.ResponseHeadersAsync })
        {
            Assert.Equal("interceptor", (await headers).GetValue("x-by"));
        }
    }

    [Fact]
    public async Task Calls_from_many_threads_share_the_channel()
    {
        var client = Client;
        await Parallel.ForAsync(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, token) =>
        {
            var answer = await client.EchoAsync(new Ping { Text = $"{i}", AnswerSize = i % 100 * 100 }, cancellationToken: token);
            Assert.Equal(($"{i}", i % 100 * 100), (answer.Text, answer.Payload.Length));
        });
    }
}
