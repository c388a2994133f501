using System.Runtime.CompilerServices;
using CsPlatform.Common.V1;
using CsPlatform.Feeds;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using Grpc.Core;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Ingestion's feed as this service reads it: what no metric measures and a ladder answers all the same.</summary>
internal sealed class FactFeed(IngestionService.IngestionServiceClient ingestion, JudgeFacts judge)
{
    /// <summary>Name under which this service keeps its cursors of it.</summary>
    public const string Name = "ingestion";

    /// <summary>Every such fact is judged once, in the order of its partition.</summary>
    public FeedSubscription Subscription => new()
    {
        Feed = Name,
        Open = OpenAsync,
        Heads = HeadsAsync,
        Apply = judge.ApplyAsync,
        // They are few, and take the same locks as figures do: one transaction at a time.
        Parallel = 1,
    };

    /// <summary>How far the feed has grown, per partition that holds anything.</summary>
    public async Task<IReadOnlyDictionary<int, long>> HeadsAsync(CancellationToken cancellation)
    {
        var response = await ingestion.GetHeadsAsync(new GetHeadsRequest(), cancellationToken: cancellation);
        return response.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }

    private async IAsyncEnumerable<FeedSegment> OpenAsync(
        IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new FollowEventsRequest { Kinds = { FactChanges.Kinds } };
        request.After.AddRange(after.Select(p => new PartitionPosition { Partition = p.Key, Position = p.Value }));
        using var call = ingestion.FollowEvents(request, cancellationToken: cancellation);
        await foreach (var segment in call.ResponseStream.ReadAllAsync(cancellation).ToSegmentsAsync(after, cancellation))
        {
            yield return segment;
        }
    }
}
