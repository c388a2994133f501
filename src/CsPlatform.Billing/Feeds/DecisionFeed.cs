using System.Runtime.CompilerServices;
using CsPlatform.Common.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.Sanctions.V1;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Billing.Feeds;

/// <summary>Sanctions' feed as this service reads it: decisions that ask for a fine, and those that revoke one.</summary>
internal sealed class DecisionFeed(
    SanctionsService.SanctionsServiceClient sanctions, FeedService.FeedServiceClient heads, BillDecisions bill)
{
    /// <summary>Name under which cursors are kept.</summary>
    internal const string Name = "sanctions";

    /// <summary>Every such decision is billed once, in the order of its partition.</summary>
    internal FeedSubscription Subscription => new()
    {
        Feed = Name,
        Open = OpenAsync,
        Heads = HeadsAsync,
        Apply = bill.ApplyAsync,
        // Decisions are few: one transaction at a time leaves the database to the events.
        Parallel = 1,
    };

    /// <summary>The last position of each partition.</summary>
    internal async Task<IReadOnlyDictionary<int, long>> HeadsAsync(CancellationToken cancellation)
    {
        var answer = await heads.GetFeedAsync(new GetFeedRequest(), cancellationToken: cancellation);
        return answer.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }

    // The contract has no filter: what is not billed is left out here, and covered.
    private async IAsyncEnumerable<FeedSegment> OpenAsync(
        IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new FollowDecisionsRequest
        {
            After = { after.Select(at => new PartitionPosition { Partition = at.Key, Position = at.Value }) },
        };
        var covered = new Dictionary<int, long>(after);
        using var call = sanctions.FollowDecisions(request, cancellationToken: cancellation);
        await foreach (var run in call.ResponseStream.ReadAllAsync(cancellation))
        {
            var (before, last) = (covered.GetValueOrDefault(run.Partition), run.Records[^1]);
            covered[run.Partition] = last.Position;
            yield return new FeedSegment(
                run.Partition,
                before,
                last.Position,
                [.. run.Records.Where(record => record.Decision.Kind is DecisionKind.Fined or DecisionKind.Revoked)
                    .Select(record => new FeedRecord(record.Position, record.ToByteArray()))],
                last.Decision.DecidedAt?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch);
        }
    }
}
