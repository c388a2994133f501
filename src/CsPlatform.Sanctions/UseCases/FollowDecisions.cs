using CsPlatform.Persistence.Feeds;
using CsPlatform.Sanctions.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Grpc.Core;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>The feed of decisions, from any position, without end.</summary>
internal sealed class FollowDecisions(FeedTail tail, EndlessStreams streams)
{
    internal Task HandleAsync(
        FollowDecisionsRequest request, IServerStreamWriter<FollowDecisionsResponse> responses, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        var after = FeedStart.Read("after", [.. request.After.Select(at => (at.Partition, at.Position))], faults.Add);
        faults.ThrowIfAny();
        return streams.ServeRoundsAsync(token => tail.FollowRoundsAsync(after, null, token), ToProto, responses, cancellation);
    }

    private static FollowDecisionsResponse ToProto(FeedSegment segment)
    {
        var response = new FollowDecisionsResponse { Partition = segment.Partition };
        response.Records.AddRange(segment.Records.Select(record => new DecisionRecord
        {
            Position = record.Position,
            Decision = Decision.Parser.ParseFrom(record.Content.Span),
        }));
        return response;
    }
}
