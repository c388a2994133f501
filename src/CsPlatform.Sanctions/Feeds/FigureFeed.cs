using System.Runtime.CompilerServices;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>The feed of figures that metrics publishes.</summary>
internal sealed class FigureFeed(MetricsService.MetricsServiceClient metrics, JudgeFigures judge, TimeProvider time)
{
    /// <summary>Name under which this service keeps its cursors of it.</summary>
    public const string Name = "metrics";

    /// <summary>Every figure is judged once, in the order of its partition.</summary>
    public FeedSubscription Subscription => new() { Feed = Name, Open = OpenAsync, Heads = HeadsAsync, Apply = judge.ApplyAsync };

    /// <summary>How far the feed has grown, per partition that holds anything.</summary>
    public async Task<IReadOnlyDictionary<int, long>> HeadsAsync(CancellationToken cancellation)
    {
        var response = await metrics.GetHeadsAsync(new GetHeadsRequest(), cancellationToken: cancellation);
        return response.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }

    private async IAsyncEnumerable<FeedSegment> OpenAsync(
        IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new FollowFiguresRequest { Kinds = { FigureChanges.Kinds } };
        request.After.AddRange(after.Select(p => new PartitionPosition { Partition = p.Key, Position = p.Value }));
        var covered = new Dictionary<int, long>(after);
        using var call = metrics.FollowFigures(request, cancellationToken: cancellation);
        await foreach (var run in call.ResponseStream.ReadAllAsync(cancellation))
        {
            var before = covered.GetValueOrDefault(run.Partition);
            var records = run.Records.Select(record => new FeedRecord(record.Position, record.ToByteArray())).ToList();
            covered[run.Partition] = run.CoveredTo;
            yield return new FeedSegment(run.Partition, before, run.CoveredTo, records, time.GetUtcNow());
        }
    }
}
