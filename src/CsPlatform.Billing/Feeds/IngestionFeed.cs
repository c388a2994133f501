using System.Runtime.CompilerServices;
using CsPlatform.Billing.Wire;
using CsPlatform.Common.V1;
using CsPlatform.Feeds;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using Grpc.Core;

namespace CsPlatform.Billing.Feeds;

/// <summary>Ingestion's feed as this service reads it.</summary>
internal sealed class IngestionFeed(IngestionService.IngestionServiceClient client)
{
    /// <summary>Name under which cursors are kept.</summary>
    internal const string Name = "ingestion";

    /// <summary>The events that are billed behind the given positions, without end.</summary>
    internal async IAsyncEnumerable<FeedSegment> OpenAsync(
        IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new FollowEventsRequest
        {
            After = { after.Select(at => new PartitionPosition { Partition = at.Key, Position = at.Value }) },
            Kinds = { EventWire.Kinds },
        };
        using var call = client.FollowEvents(request, cancellationToken: cancellation);
        await foreach (var segment in call.ResponseStream.ReadAllAsync(cancellation).ToSegmentsAsync(after, cancellation))
        {
            yield return segment;
        }
    }

    /// <summary>The last position of each partition.</summary>
    internal async Task<IReadOnlyDictionary<int, long>> HeadsAsync(CancellationToken cancellation)
    {
        var answer = await client.GetHeadsAsync(new GetHeadsRequest(), cancellationToken: cancellation);
        return answer.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }
}
