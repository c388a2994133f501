using Google.Protobuf;
using Grpc.Core;
using GrpcServerTests.Protos;

namespace GrpcServerTests.Support;

/// <summary>The service under test: does what each request says, and keeps what it saw in <see cref="ProbeLog"/>.</summary>
public sealed class ProbeService(ProbeLog log) : Probe.ProbeBase
{
    public override async Task<Pong> Echo(Ping request, ServerCallContext context)
    {
        await BehaveAsync(request, context);
        return Answer(request, 0);
    }

    public override async Task<Pong> Collect(IAsyncStreamReader<Ping> requestStream, ServerCallContext context)
    {
        var sum = new Pong();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await BehaveAsync(request, context);
            sum.Size += request.Payload.Length;
            sum.Index++;
            sum.Text = request.Text;
        }

        return sum;
    }

    public override async Task Repeat(Ping request, IServerStreamWriter<Pong> responseStream, ServerCallContext context)
    {
        try
        {
            for (var i = 0; i < request.Count; i++)
            {
                await responseStream.WriteAsync(Answer(request, i));
                log.Count("written:" + request.Text);
            }

            await BehaveAsync(request, context);
        }
        finally
        {
            log.Count("repeat-over");
        }
    }

    public override async Task Chat(
        IAsyncStreamReader<Ping> requestStream, IServerStreamWriter<Pong> responseStream, ServerCallContext context)
    {
        var index = 0;
        try
        {
            await foreach (var request in requestStream.ReadAllAsync())
            {
                await BehaveAsync(request, context);
                await responseStream.WriteAsync(Answer(request, index++));
            }
        }
        catch (OperationCanceledException)
        {
            log.Count("chat-cancelled");
            throw;
        }
        finally
        {
            log.Count("chat-over");
        }
    }

    private static Pong Answer(Ping request, int index) => new()
    {
        Text = request.Text,
        Size = request.Payload.Length,
        Index = index,
        Payload = ByteString.CopyFrom(new byte[request.AnswerSize]),
    };

    private static async Task CopyMetadataAsync(ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(e => e.Key.StartsWith("probe-", StringComparison.Ordinal)))
        {
            headers.Add(entry);
            context.ResponseTrailers.Add(entry.IsBinary
                ? new Metadata.Entry("trailing-" + entry.Key, entry.ValueBytes)
                : new Metadata.Entry("trailing-" + entry.Key, entry.Value));
        }

        if (headers.Count > 0)
        {
            await context.WriteResponseHeadersAsync(headers);
        }
    }

    private async Task BehaveAsync(Ping request, ServerCallContext context)
    {
        await CopyMetadataAsync(context);
        if (request.Wait is { } wait)
        {
            await WaitAsync(wait.ToTimeSpan(), request, context);
        }

        if (request.Crash)
        {
            throw new InvalidTimeZoneException("secret detail");
        }

        if (request.FailCode != 0)
        {
            throw new RpcException(
                new Status((StatusCode)request.FailCode, request.FailMessage),
                new Metadata { { "reason-bin", new byte[] { 0, 255, 7 } } });
        }
    }

    private async Task WaitAsync(TimeSpan wait, Ping request, ServerCallContext context)
    {
        log.Count("waiting:" + request.Text);
        try
        {
            await Task.Delay(wait, request.IgnoreToken ? CancellationToken.None : context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            log.Count("cancelled:" + request.Text);
            throw;
        }
    }
}
