using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Grpc.Core;

namespace CsPlatform.Metrics.UseCases;

/// <summary>The feed of figures, from any position, without end.</summary>
internal sealed class FollowFigures(FeedTail tail, EndlessStreams streams)
{
    internal Task HandleAsync(
        FollowFiguresRequest request, IServerStreamWriter<FollowFiguresResponse> responses, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        var after = FeedStart.Read("after", [.. request.After.Select(at => (at.Partition, at.Position))], faults.Add);
        var filter = RecordKinds.Read(request.Kinds, faults);
        faults.ThrowIfAny();
        return streams.ServeRoundsAsync(token => tail.FollowRoundsAsync(after, filter, token), ToProto.Segment, responses, cancellation);
    }
}
