using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>
/// How fast a follower that begins at the start gets what is stored, its own reading of the messages included: everything, and one kind of
/// which there is nothing, so that only the service works.
/// </summary>
internal static class FollowSpeed
{
    internal static async Task<FollowReport> RunAsync(Settings settings, Action<string> note)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var workload = new Workload(settings.Streams, settings.Batch, settings.RandomIds);
        var stored = 0L;
        var write = new List<Slice>();
        for (; stored < settings.FollowEvents; stored += settings.Events)
        {
            var batches = workload.Next(settings.Events);
            write.Add(await Slice.MeasureAsync(async () =>
            {
                await Sending.RunAsync(service.Address, batches);
                return settings.Events;
            }));
        }

        note($"{stored} events stored");
        var heads = await HeadsAsync(service.Address);
        var everything = new List<Slice>();
        var nothing = new List<Slice>();
        for (var round = 0; round <= settings.FollowRounds; round++)
        {
            var all = await Slice.MeasureAsync(() => FollowAsync(service.Address, new FollowEventsRequest(), heads));
            var none = await Slice.MeasureAsync(
                () => FollowAsync(service.Address, new FollowEventsRequest { Kinds = { "shop_opened" } }, heads));
            if (round > 0)
            {
                everything.Add(all);
                nothing.Add(none);
                note($"{all.PerSecond:N0}/s everything, {none.PerSecond:N0}/s left out");
            }
        }

        return new FollowReport(stored, write, everything, nothing);
    }

    private static async Task<Dictionary<int, long>> HeadsAsync(Uri address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var response = await new IngestionService.IngestionServiceClient(channel).GetHeadsAsync(new GetHeadsRequest());
        return response.Heads.ToDictionary(head => head.Partition, head => head.Position);
    }

    private static async Task<long> FollowAsync(Uri address, FollowEventsRequest request, Dictionary<int, long> heads)
    {
        using var channel = GrpcChannel.ForAddress(address);
        using var call = new IngestionService.IngestionServiceClient(channel).FollowEvents(request);
        var covered = heads.Keys.ToDictionary(partition => partition, _ => 0L);
        var missing = heads.Values.Sum();
        while (missing > 0 && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            var run = call.ResponseStream.Current;
            if (request.Kinds.Count == 0 && run.Records.Count != run.CoveredTo - covered[run.Partition])
            {
                throw new InvalidOperationException("Something is missing: the figures would mean nothing.");
            }

            missing -= run.CoveredTo - covered[run.Partition];
            covered[run.Partition] = run.CoveredTo;
        }

        return heads.Values.Sum();
    }
}
