using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;

namespace GrpcClientTests;

[Collection(GrpcJsCollection.Name)]
public sealed class ForeignBehaviourTests(GrpcJs js) : IDisposable
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    private static readonly Duration s_long = Duration.FromTimeSpan(TimeSpan.FromSeconds(30));

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(js.Address);

    private Probe.ProbeClient Client => new(_channel);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task An_error_brings_code_unicode_message_and_trailers()
    {
        using var call = Client.EchoAsync(new Ping { FailCode = 9, FailMessage = "店铺 100% 已暂停\n€" });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.FailedPrecondition, "店铺 100% 已暂停\n€"), (error.StatusCode, error.Status.Detail));
        Assert.Equal("end", error.Trailers.GetValue("x-trailer"));
        Assert.Equal([0, 1, 254, 255], error.Trailers.GetValueBytes("x-trailer-bin")!);
        Assert.Equal(error.Status, call.GetStatus());
    }

    [Fact]
    public async Task An_error_after_messages_of_a_stream_comes_after_them()
    {
        using var call = Client.Repeat(new Ping { Count = 3, FailCode = 10, FailMessage = "then not" });
        var seen = 0;
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext())
            {
                seen++;
            }
        });
        Assert.Equal((3, StatusCode.Aborted), (seen, error.StatusCode));
        var again = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Aborted, again.StatusCode);
    }

    [Fact]
    public async Task A_method_the_server_lacks_is_unimplemented()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.NothingAsync(new Ping()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task A_deadline_ends_each_kind_of_call()
    {
        var deadline = DateTime.UtcNow.AddMilliseconds(200);
        using var unary = Client.EchoAsync(new Ping { Wait = s_long }, deadline: deadline);
        using var collect = Client.Collect(deadline: deadline);
        using var repeat = Client.Repeat(new Ping { Count = 2, Wait = s_long }, deadline: deadline);
        using var chat = Client.Chat(deadline: deadline);
        var tasks = new Func<Task>[]
        {
            () => unary.ResponseAsync, () => collect.ResponseAsync, () => DrainAsync(repeat.ResponseStream),
            () => DrainAsync(chat.ResponseStream),
        };
        foreach (var task in tasks)
        {
            var error = await Assert.ThrowsAsync<RpcException>(task);
            Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        }

        Assert.True(DateTime.UtcNow >= deadline.AddMilliseconds(-20));
        Assert.Equal(StatusCode.DeadlineExceeded, chat.GetStatus().StatusCode);
        var write = await Assert.ThrowsAsync<RpcException>(() => chat.RequestStream.WriteAsync(new Ping()));
        Assert.Equal(StatusCode.DeadlineExceeded, write.StatusCode);
    }

    [Fact]
    public async Task A_deadline_ends_a_stream_nobody_reads()
    {
        using var call = Client.Chat(deadline: DateTime.UtcNow.AddMilliseconds(200));
        await Eventually.TrueAsync(() => IsOver(call));
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_deadline_in_the_past_sends_nothing()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.EchoAsync(new Ping(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Throws<InvalidOperationException>(() => Client.EchoAsync(new Ping(), deadline: DateTime.Now.AddSeconds(1)));
    }

    [Fact]
    public async Task The_server_sees_every_way_to_cancel()
    {
        var before = await CancelledAsync();
        using var source = new CancellationTokenSource();
        using var byToken = Client.EchoAsync(new Ping { Wait = s_long }, cancellationToken: source.Token);
        using var stream = Client.Repeat(new Ping { Count = 2, Wait = s_long }, cancellationToken: source.Token);
        await stream.ResponseHeadersAsync;
        var disposed = Client.Chat();
        await disposed.ResponseHeadersAsync;
        using var own = GrpcChannel.ForAddress(js.Address);
        using var byChannel = new Probe.ProbeClient(own).Chat();
        await byChannel.ResponseHeadersAsync;
        await Task.Delay(200);

        await source.CancelAsync();
        disposed.Dispose();
        own.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await byToken)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, byToken.GetStatus().StatusCode);
        await Assert.ThrowsAsync<RpcException>(() => DrainAsync(stream.ResponseStream));
        Assert.Equal(StatusCode.Cancelled, disposed.GetStatus().StatusCode);
        await Assert.ThrowsAsync<RpcException>(() => DrainAsync(byChannel.ResponseStream));
        await Eventually.TrueAsync(async () => await CancelledAsync() >= before + 4);
    }

    [Fact]
    public async Task Cancellation_throws_the_exception_of_tasks_when_the_channel_says_so()
    {
        using var channel = GrpcChannel.ForAddress(
            js.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        var client = new Probe.ProbeClient(channel);
        using var source = new CancellationTokenSource();
        using var call = client.EchoAsync(new Ping { Wait = s_long }, cancellationToken: source.Token);
        await source.CancelAsync();
        var error = await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.IsType<RpcException>(error.InnerException);
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await client.EchoAsync(new Ping { Wait = s_long }, deadline: DateTime.UtcNow.AddMilliseconds(50)));
        Assert.IsType<RpcException>(await Record.ExceptionAsync(async () => await client.EchoAsync(new Ping { FailCode = 1 })));
    }

    [Fact]
    public async Task Gzip_goes_both_ways()
    {
        using var channel = GrpcChannel.ForAddress(js.GzipAddress);
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        var ping = new Ping { Payload = ByteString.CopyFrom(new byte[100_000]), AnswerSize = 200_000 };
        var zipped = await new Probe.ProbeClient(channel).EchoAsync(ping, headers);
        Assert.Equal((1, 100_000L, 200_000), (zipped.Index, zipped.Size, zipped.Payload.Length));
        Assert.Equal("gzip|identity,gzip,deflate|undefined", zipped.Text);

        var plain = await new Probe.ProbeClient(channel).EchoAsync(
            ping, new CallOptions(headers).WithWriteOptions(new WriteOptions(WriteFlags.NoCompress)));
        Assert.Equal((0, 100_000L), (plain.Index, plain.Size));

        // The other server is grpc-js itself.
        Assert.Equal(100_000, (await Client.EchoAsync(ping, headers)).Size);
        using var call = Client.Collect(headers);
        await call.RequestStream.WriteAsync(ping);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(100_000, (await call).Size);
    }

    [Fact]
    public async Task A_small_frame_that_expands_beyond_the_limit_is_refused()
    {
        using var channel = GrpcChannel.ForAddress(js.GzipAddress);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Probe.ProbeClient(channel).EchoAsync(new Ping { AnswerSize = 8 * 1024 * 1024 }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Four_mebibytes_are_received_and_one_byte_more_is_refused()
    {
        // Besides the payload the peer writes its tag and length (5 bytes) and three fields of value zero (2 bytes each).
        const int payload = FourMebibytes - 11;
        var answer = await Client.EchoAsync(new Ping { AnswerSize = payload });
        Assert.Equal(payload, answer.Payload.Length);

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.EchoAsync(new Ping { AnswerSize = payload + 1 }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        using var stream = Client.Repeat(new Ping { Count = 1, AnswerSize = payload + 1 });
        error = await Assert.ThrowsAsync<RpcException>(() => DrainAsync(stream.ResponseStream));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);

        using var unlimited = GrpcChannel.ForAddress(js.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var large = await new Probe.ProbeClient(unlimited).EchoAsync(new Ping { AnswerSize = 3 * FourMebibytes });
        Assert.Equal(3 * FourMebibytes, large.Payload.Length);
    }

    [Fact]
    public async Task A_message_beyond_the_send_limit_never_leaves_and_the_stream_goes_on()
    {
        using var channel = GrpcChannel.ForAddress(js.Address, new GrpcChannelOptions { MaxSendMessageSize = 1000 });
        var client = new Probe.ProbeClient(channel);
        var large = new Ping { Payload = ByteString.CopyFrom(new byte[1001]) };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(large));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);

        using var call = client.Collect();
        error = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(large));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        await call.RequestStream.WriteAsync(new Ping { Text = "small" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(("small", 1), ((await call).Text, (await call).Index));
    }

    [Fact]
    public async Task A_large_message_goes_up_too()
    {
        var answer = await Client.EchoAsync(new Ping { Payload = ByteString.CopyFrom(new byte[FourMebibytes]) });
        Assert.Equal(FourMebibytes, answer.Size);
    }

    [Fact]
    public async Task A_server_that_ends_early_ends_the_upload()
    {
        using var call = Client.Collect();
        await call.RequestStream.WriteAsync(new Ping { FailCode = 7, FailMessage = "enough" });
        var watch = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                await call.RequestStream.WriteAsync(new Ping { Payload = ByteString.CopyFrom(new byte[10_000]) });
            }
        });
        Assert.Equal((StatusCode.PermissionDenied, "enough"), (error.StatusCode, error.Status.Detail));
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    private static async Task DrainAsync(IAsyncStreamReader<Pong> stream)
    {
        while (await stream.MoveNext())
        {
        }
    }

    private static bool IsOver(AsyncDuplexStreamingCall<Ping, Pong> call)
    {
        try
        {
            call.GetStatus();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<int> CancelledAsync() => (await Client.EchoAsync(new Ping { Text = "cancelled?" })).Index;
}
