using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>The last position of each partition that holds any event.</summary>
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
