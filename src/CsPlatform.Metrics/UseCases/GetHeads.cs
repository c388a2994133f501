using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Metrics.UseCases;

/// <summary>The last position of each partition of the feed of figures that holds any record.</summary>
internal sealed class GetHeads(FeedLog log)
{
    internal async Task<GetHeadsResponse> HandleAsync(CancellationToken cancellation)
    {
        var heads = await log.HeadsAsync(cancellation);
        return new GetHeadsResponse
        {
            Heads =
            {
                heads.Where(head => head.Value > 0).OrderBy(head => head.Key)
                    .Select(head => new PartitionPosition { Partition = head.Key, Position = head.Value }),
            },
        };
    }
}
