using System.Runtime.CompilerServices;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Obligations;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.Sanctions.V1;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Metrics.Feeds;

/// <summary>The feed of decisions that sanctions publishes: what they are to obligations is folded.</summary>
internal sealed class DecisionFeed(
    SanctionsService.SanctionsServiceClient sanctions, FeedService.FeedServiceClient heads, ObligationBook book, FoldDecisions fold)
{
    /// <summary>Name under which this service keeps its cursors of it, and the source of what its decisions are to obligations.</summary>
    public const string Name = "sanctions";

    /// <summary>Every decision that an obligation reads is folded once, in the order of its partition.</summary>
    public FeedSubscription Subscription => new()
    {
        Feed = Name,
        Open = OpenAsync,
        Heads = HeadsAsync,
        Apply = fold.ApplyAsync,
        Applied = fold.Applied,
        // Decisions are few: one transaction at a time leaves the database to the events.
        Parallel = 1,
    };

    /// <summary>How far the feed has grown, per partition that holds anything.</summary>
    public async Task<IReadOnlyDictionary<int, long>> HeadsAsync(CancellationToken cancellation)
    {
        var response = await heads.GetFeedAsync(new GetFeedRequest(), cancellationToken: cancellation);
        return response.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }

    // The contract of decisions has no filter: what no obligation reads is left out here, and covered.
    private async IAsyncEnumerable<FeedSegment> OpenAsync(
        IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new FollowDecisionsRequest();
        request.After.AddRange(after.Select(p => new PartitionPosition { Partition = p.Key, Position = p.Value }));
        var covered = new Dictionary<int, long>(after);
        using var call = sanctions.FollowDecisions(request, cancellationToken: cancellation);
        await foreach (var run in call.ResponseStream.ReadAllAsync(cancellation))
        {
            var before = covered.GetValueOrDefault(run.Partition);
            var last = run.Records[^1];
            covered[run.Partition] = last.Position;
            yield return new FeedSegment(
                run.Partition,
                before,
                last.Position,
                [.. run.Records.Where(record => book.Reads(record.Decision))
                    .Select(record => new FeedRecord(record.Position, record.ToByteArray()))],
                last.Decision.DecidedAt?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch);
        }
    }
}
