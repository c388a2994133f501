using CsPlatform.Persistence.Feeds;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Streams the feed of decisions.</summary>
internal sealed class FollowDecisions(FeedTail tail)
{
    public async Task HandleAsync(
        FollowDecisionsRequest request, IServerStreamWriter<FollowDecisionsResponse> stream, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var after = fields.Positions("after", request.After);
        fields.ThrowIfAny();
        try
        {
            await foreach (var segment in tail.FollowAsync(after, cancellation))
            {
                await stream.WriteAsync(ToResponse(segment), cancellation);
            }
        }
        catch (FeedPositionException e)
        {
            throw Refusal.FailedPrecondition("POSITION_BEYOND_HEAD", $"partition {e.Partition}", e.Message);
        }
    }

    private static FollowDecisionsResponse ToResponse(FeedSegment segment)
    {
        var response = new FollowDecisionsResponse { Partition = segment.Partition };
        response.Records.AddRange(segment.Records.Select((record, i) => new DecisionRecord
        {
            Position = segment.FirstPosition + i,
            Decision = Decision.Parser.ParseFrom(record.Span),
        }));
        return response;
    }
}
