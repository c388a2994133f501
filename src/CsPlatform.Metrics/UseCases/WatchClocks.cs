using System.Runtime.CompilerServices;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Grpc.Core;
using NodaTime;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Clocks as they ring and stop: what this service's feed says of them, behind what runs already.</summary>
internal sealed class WatchClocks(
    RulebookCatalogue catalogue, FeedTail tail, FeedLog feed, Database database, EndlessStreams streams, TimeProvider time)
{
    private const int LongestShopId = 128;
    private const int RowsPerRead = 1_000;

    internal Task HandleAsync(
        WatchClocksRequest request, IServerStreamWriter<WatchClocksResponse> responses, CancellationToken cancellation)
    {
        var after = Validate(request);
        return streams.ServeAsync(token => WatchAsync(request, after, token), response => response, responses, cancellation);
    }

    private async IAsyncEnumerable<WatchClocksResponse> WatchAsync(
        WatchClocksRequest request, Dictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The places come before the running clocks: what rings meanwhile is told behind them.
        var heads = await feed.HeadsAsync(cancellation);
        var places = Watched(request, after).ToDictionary(
            partition => partition, partition => after.TryGetValue(partition, out var at) ? at : heads.GetValueOrDefault(partition));
        var running = 0L;
        if (request.WithRunning)
        {
            await foreach (var clock in RunningAsync(request, cancellation))
            {
                running++;
                yield return new WatchClocksResponse { Running = clock };
            }
        }

        yield return new WatchClocksResponse
        {
            Watching = new WatchingFrom
            {
                Running = running,
                Now = ClockProto.At(Instant.FromDateTimeOffset(time.GetUtcNow())),
                From = { places.OrderBy(p => p.Key).Select(p => new ClockPlace { Partition = p.Key, Position = p.Value }) },
            },
        };
        var filter = ClockRecords.Filter(request);
        await foreach (var segment in tail.FollowAsync(places, filter, cancellation))
        {
            foreach (var record in segment.Records)
            {
                yield return ClockRecords.Response(segment.Partition, record);
            }
        }
    }

    private async IAsyncEnumerable<Clock> RunningAsync(
        WatchClocksRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var list = new ClockList(
            request.Platform.Length == 0 ? null : request.Platform,
            request.ShopId.Length == 0 ? null : request.ShopId,
            [.. Watched(request, [])],
            request.Kind == ClockKind.Unspecified ? null : (int)request.Kind,
            null,
            RowsPerRead);
        while (true)
        {
            var rows = await database.ReadAsync(list.RunAsync, cancellation);
            foreach (var clock in rows.SelectMany(ClockRecords.Running))
            {
                yield return clock;
            }

            if (rows.Count < RowsPerRead)
            {
                yield break;
            }

            list = list with { After = (rows[^1].DueAt!.Value, rows[^1].Id) };
        }
    }

    private static IEnumerable<int> Watched(WatchClocksRequest request, Dictionary<int, long> after)
    {
        IEnumerable<int> asked = request.Partitions.Count > 0 ? request.Partitions.Distinct() : Partitions.All;
        return request.ShopId.Length > 0
            ? asked.Where(partition => partition == Partitions.Of(request.Platform, request.ShopId))
            : asked.Union(after.Keys);
    }

    private Dictionary<int, long> Validate(WatchClocksRequest request)
    {
        var faults = new FieldFaults();
        if (request.Platform.Length > 0)
        {
            Rules.Platform(catalogue, request.Platform, faults);
        }

        TextRules.OptionalKey(faults, "shop_id", request.ShopId, LongestShopId);
        faults.AddIf(request.ShopId.Length > 0 && request.Platform.Length == 0, "platform", "is needed with a shop; send the shop's platform.");
        EnumRules.Known(faults, "kind", request.Kind);
        for (var i = 0; i < request.Partitions.Count; i++)
        {
            faults.AddIf(
                request.Partitions[i] is < 0 or >= Partitions.Count,
                $"partitions[{i}]",
                $"{request.Partitions[i]} is no partition; send 0 to {Partitions.Count - 1}.");
        }

        var after = request.After.Count == 0
            ? new Dictionary<int, long>()
            : FeedStart.Read("after", [.. request.After.Select(at => (at.Partition, at.Position))], faults.Add);
        faults.ThrowIfAny();
        return new Dictionary<int, long>(after);
    }
}
