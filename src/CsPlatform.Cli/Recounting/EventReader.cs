using CsPlatform.Cli.Simulating;
using CsPlatform.Cli.Stacks;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Recounting;

/// <summary>Reads ingestion's feed from its beginning to its heads and keeps what is needed of the simulated shops.</summary>
internal sealed class EventReader(Services services)
{
    // A feed of a partition that brings nothing for so long is broken: what is asked for is stored already.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The kinds of event that consultations are counted by.</summary>
    private static readonly string[] Kinds =
    [
        .. new[]
        {
            Event.MessageSentFieldNumber, Event.MessageRecalledFieldNumber, Event.ConsultationOpenedFieldNumber,
            Event.ConsultationClosedFieldNumber, Event.ConsultationRatedFieldNumber, Event.ConsultationQueuedFieldNumber,
            Event.ConsultationAssignedFieldNumber, Event.ConsultationHandedOverFieldNumber, Event.ConsultationWentOfflineFieldNumber,
            Event.ExclusionDecidedFieldNumber, Event.BuyerReportDecidedFieldNumber,
        }.Select(number => Event.Descriptor.FindFieldByNumber(number).Name),
    ];

    private readonly Dictionary<(string Platform, string ShopId), ShopEvents> shops = [];

    /// <summary>Events read of simulated shops.</summary>
    public long Events { get; private set; }

    /// <summary>Told how many of how many positions are covered.</summary>
    public Action<long, long> OnProgress { get; set; } = (_, _) => { };

    /// <summary>Reads everything that is stored at this moment.</summary>
    public async Task<IReadOnlyCollection<ShopEvents>> ReadAsync(CancellationToken cancellation)
    {
        var heads = (await services.Ingestion.GetHeadsAsync(new GetHeadsRequest(), cancellationToken: cancellation).ConfigureAwait(false))
            .Heads.ToDictionary(head => head.Partition, head => head.Position);
        if (heads.Count == 0)
        {
            return shops.Values;
        }

        var (total, covered) = (heads.Values.Sum(), heads.Keys.ToDictionary(partition => partition, _ => 0L));
        var request = new FollowEventsRequest
        {
            After = { heads.Keys.Select(partition => new PartitionPosition { Partition = partition }) }, Kinds = { Kinds },
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = services.Ingestion.FollowEvents(request, cancellationToken: limit.Token);
        var behind = heads.Count;
        while (behind > 0)
        {
            limit.CancelAfter(Patience);
            if (!await call.ResponseStream.MoveNext(limit.Token).ConfigureAwait(false))
            {
                break;
            }

            var part = call.ResponseStream.Current;
            Take(part);
            behind -= covered[part.Partition] < heads[part.Partition] && heads[part.Partition] <= part.CoveredTo ? 1 : 0;
            covered[part.Partition] = part.CoveredTo;
            OnProgress(Math.Min(total, covered.Values.Sum()), total);
        }

        return shops.Values;
    }

    private void Take(FollowEventsResponse part)
    {
        foreach (var record in part.Records)
        {
            var shop = record.Event.Shop;
            if (Simulation.DaysOf(shop.ShopId) is null)
            {
                continue;
            }

            var key = (shop.Platform, shop.ShopId);
            if (!shops.TryGetValue(key, out var events))
            {
                shops.Add(key, events = new ShopEvents(shop.Platform, shop.ShopId, part.Partition));
            }

            events.Add(record);
            Events++;
        }
    }
}
