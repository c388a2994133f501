using Grpc.Core;
using GrpcBenchmarks.Protos;

namespace GrpcBenchmarks;

/// <summary>Answers as fast as it can.</summary>
internal sealed class BenchEndpoint : BenchService.BenchServiceBase
{
    public override Task<Event> Echo(Event request, ServerCallContext context) => Task.FromResult(request);

    public override async Task<Count> Collect(IAsyncStreamReader<Event> requestStream, ServerCallContext context)
    {
        var events = 0L;
        while (await requestStream.MoveNext(CancellationToken.None))
        {
            events++;
        }

        return new Count { Events = events };
    }
}
