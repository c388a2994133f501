using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

/// <summary>A feed as it is now, from its beginning to its head; no position may be missing.</summary>
internal static class WholeFeed
{
    private static DateTime Limit => DateTime.UtcNow.AddSeconds(30);

    internal static async Task<List<EventRecord>> OfAsync(IngestionService.IngestionServiceClient ingestion)
    {
        var heads = (await ingestion.GetHeadsAsync(new Ingestion.V1.GetHeadsRequest())).Heads;
        using var call = ingestion.FollowEvents(new FollowEventsRequest { After = { Beginnings(heads) } }, deadline: Limit);
        return await ReadAsync(heads, call.ResponseStream, response => (response.Partition, response.Records), record => record.Position);
    }

    internal static async Task<List<FigureRecord>> OfAsync(MetricsService.MetricsServiceClient metrics)
    {
        var heads = (await metrics.GetHeadsAsync(new Metrics.V1.GetHeadsRequest())).Heads;
        using var call = metrics.FollowFigures(new FollowFiguresRequest { After = { Beginnings(heads) } }, deadline: Limit);
        return await ReadAsync(heads, call.ResponseStream, response => (response.Partition, response.Records), record => record.Position);
    }

    private static IEnumerable<PartitionPosition> Beginnings(IEnumerable<PartitionPosition> heads) =>
        heads.Select(head => new PartitionPosition { Partition = head.Partition });

    private static async Task<List<TRecord>> ReadAsync<TResponse, TRecord>(
        IReadOnlyCollection<PartitionPosition> heads,
        IAsyncStreamReader<TResponse> stream,
        Func<TResponse, (int Partition, IEnumerable<TRecord> Records)> part,
        Func<TRecord, long> position)
    {
        var missing = heads.Sum(head => head.Position);
        var seen = heads.ToDictionary(head => head.Partition, _ => 0L);
        var records = new List<TRecord>();
        while (missing > 0 && await stream.MoveNext(CancellationToken.None))
        {
            var (partition, some) = part(stream.Current);
            foreach (var record in some)
            {
                Assert.Equal(++seen[partition], position(record));
                records.Add(record);
                missing--;
            }
        }

        return records;
    }
}
