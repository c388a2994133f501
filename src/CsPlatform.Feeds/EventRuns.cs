using System.Runtime.CompilerServices;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;

namespace CsPlatform.Feeds;

/// <summary>The feed of events as its followers' library takes it.</summary>
public static class EventRuns
{
    /// <summary>The runs of a stream that was opened behind the given positions, as segments: each covers what it says, records or not.</summary>
    public static async IAsyncEnumerable<FeedSegment> ToSegmentsAsync(
        this IAsyncEnumerable<FollowEventsResponse> runs,
        IReadOnlyDictionary<int, long> after,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var covered = new Dictionary<int, long>(after);
        await foreach (var run in runs.WithCancellation(cancellation))
        {
            var before = covered.GetValueOrDefault(run.Partition);
            var records = run.Records.Select(record => new FeedRecord(record.Position, record.ToByteArray())).ToList();
            // A service that knows no filter sends every record and says nothing else: then the last record is what is covered.
            var to = Math.Max(run.CoveredTo, records.Count == 0 ? before : records[^1].Position);
            var appendedAt = records.Count == 0 ? null : run.Records[0].ReceivedAt;
            covered[run.Partition] = to;
            yield return new FeedSegment(run.Partition, before, to, records, appendedAt?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch);
        }
    }
}
