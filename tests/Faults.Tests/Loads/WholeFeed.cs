using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;

namespace Faults.Tests.Loads;

/// <summary>Reads a feed from its beginning to its end.</summary>
internal static class WholeFeed
{
    internal static async Task<IReadOnlyDictionary<int, long>> HeadsAsync(Uri address)
    {
        using var channel = Calls.Open(address);
        var response = await new IngestionService.IngestionServiceClient(channel)
            .GetHeadsAsync(new GetHeadsRequest(), deadline: DateTime.UtcNow.AddSeconds(20));
        return response.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }

    internal static async Task<IReadOnlyList<FeedEntry>> ReadAsync(Uri address)
    {
        var heads = await HeadsAsync(address);
        var missing = heads.Values.Sum();
        var entries = new List<FeedEntry>();
        if (missing == 0)
        {
            return entries;
        }

        using var channel = Calls.Open(address);
        var request = new FollowEventsRequest();
        request.After.AddRange(heads.Keys.Select(partition => new PartitionPosition { Partition = partition }));
        using var call = new IngestionService.IngestionServiceClient(channel)
            .FollowEvents(request, deadline: DateTime.UtcNow.AddSeconds(60));
        while (entries.Count < missing && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            var response = call.ResponseStream.Current;
            entries.AddRange(response.Records.Select(record => new FeedEntry(response.Partition, record.Position, record.Event)));
        }

        return entries;
    }
}
