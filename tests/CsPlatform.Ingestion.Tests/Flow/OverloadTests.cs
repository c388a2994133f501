using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CsPlatform.Ingestion.Tests.Flow;

[Collection("stores")]
public sealed class OverloadTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_small_batch_goes_into_the_next_transaction_though_a_loud_stream_came_before()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, "--Ingestion:WriteGroups=1", "--Ingestion:TransactionEvents=2048");
        var room = service.Services.GetRequiredService<WriteGroups>().Of(0).Room;
        var stall = await Stall.BeginAsync(service);
        var loud = Streams.SendAsync(service, Enumerable.Range(0, 3).Select(n => Events.Messages(8_192, "loud", n * 8_192)));
        await Eventually.HoldsAsync(() => room.Used > 20_000, "the loud stream has filled the queue");
        var small = Streams.SendAsync(service, [Events.Messages(10, "small")]);
        // The loud stream's parts have 512 events each, so these ten stand out.
        await Eventually.HoldsAsync(() => room.Used % 512 == 10, "the small batch waits behind it");
        await stall.DisposeAsync();

        Assert.All((await small)[0].Results, result => Assert.Equal(ItemOutcome.Accepted, result.Outcome));
        Assert.Equal(
            Enumerable.Range(1, 3 * 8_192).Select(n => (long)n),
            (await loud).SelectMany(answer => answer.Results).Select(result => result.Position));
        // The transactions in the order of their numbers: the one that was held up, then one with the small batch and others' turns.
        Assert.InRange(await service.ScalarAsync($"""
            SELECT rank FROM (
                SELECT xmin::text::bigint, sum(keys) FILTER (WHERE partition = {Partitions.Of("xiaohongshu", "small")}) AS small,
                       row_number() OVER (ORDER BY xmin::text::bigint) AS rank
                FROM ingestion.key_run GROUP BY 1) AS transactions
            WHERE small = 10
            """), 1, 2);
        Assert.True(await service.ScalarAsync("SELECT count(DISTINCT xmin::text) FROM ingestion.key_run") >= 12);
    }

    [Fact]
    public async Task Bytes_on_their_way_never_exceed_their_bound_however_many_streams_send_large_batches()
    {
        const int bound = 8 << 20;
        await using var service = await Service.StartAsync(postgres, redis, null, $"--Ingestion:BytesInFlight={bound}");
        var seen = new ConcurrentBag<long>();
        using var listener = Listen(service, (instrument, value) =>
        {
            if (instrument == "ingestion.inflight.bytes")
            {
                seen.Add(value);
            }
        });
        var text = new string('在', 1_000);
        var stall = await Stall.BeginAsync(service);
        var streams = Enumerable.Range(0, 12).Select(stream => Streams.SendAsync(service, Enumerable.Range(0, 4)
            .Select(batch => Enumerable.Range(0, 400).Select(n => Events.Message($"m-{batch}-{n}", $"shop-{stream}", text))))).ToList();
        await Eventually.HoldsAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return seen.Any(value => value > bound / 2);
            },
            "the streams have filled the room for bytes");
        await stall.DisposeAsync();
        var all = Task.WhenAll(streams);
        await Eventually.HoldsAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return all.IsCompleted;
            },
            "everything is answered",
            seconds: 120);

        Assert.InRange(seen.Max(), bound / 2, bound);
        Assert.All((await all).SelectMany(a => a).SelectMany(a => a.Results), r => Assert.Equal(ItemOutcome.Accepted, r.Outcome));
        Assert.Equal(12 * 4 * 400, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        listener.RecordObservableInstruments();
        Assert.Contains(0L, seen);
    }

    [Fact]
    public async Task Of_a_batch_that_is_refused_nothing_is_stored_though_only_one_of_its_writers_was_full()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, "--Ingestion:WriteGroups=4", "--Ingestion:QueuedEvents=60");
        var stall = await Stall.BeginAsync(service);
        // A batch touches all writers, with another number of events each.
        var calls = Enumerable.Range(0, 40).Select(call => service.SubmitAsync(
            Enumerable.Range(0, 40).Select(n => Events.Message($"m-{call}-{n}", $"shop-{n % (call + 1)}")))).ToList();
        await Eventually.HoldsAsync(() => calls.Any(call => call.IsFaulted), "some are refused");
        await stall.DisposeAsync();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);

        var refused = calls.Where(call => call.IsFaulted).ToList();
        Assert.All(refused, call => Assert.Equal(
            StatusCode.ResourceExhausted, Assert.IsType<RpcException>(call.Exception!.InnerException).StatusCode));
        Assert.Equal(
            40 * calls.Count(call => call.IsCompletedSuccessfully),
            await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        Assert.NotEqual(calls.Count, refused.Count);
    }

    [Fact]
    public async Task The_meters_tell_items_batches_transactions_refusals_and_waits()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, "--Ingestion:Quotas:ShopEventsPerSecond=100000", "--Ingestion:Quotas:ShopBurst=100");
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = Listen(service, (instrument, value) => sums.AddOrUpdate(instrument, value, (_, sum) => sum + value));
        await Streams.SendAsync(service, [Events.Messages(300)]);
        await Streams.SendAsync(service, [Events.Messages(300, "b")]);
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true)
            {
                // The quota has to be met at the moment of the call: one of many that come together is not.
                await Task.WhenAll(Enumerable.Range(0, 20).Select(n => service.SubmitAsync(Events.Messages(90, "c", n * 90))));
            }
        });
        await Eventually.HoldsAsync(() => sums.GetValueOrDefault("ingestion.streams", 1) == 0, "the streams have ended");
        Assert.True(sums["ingestion.items"] >= 600);
        Assert.True(sums["ingestion.batch.events"] >= sums["ingestion.items"]);
        Assert.True(sums["ingestion.transaction.events"] >= 600);
        Assert.True(sums["ingestion.transaction.duration"] > 0);
        Assert.True(sums["ingestion.quota.wait"] > 0);
        Assert.True(sums["ingestion.refusals"] >= 1);
    }

    // Only this service's meter: others may run beside it.
    private static MeterListener Listen(Service service, Action<string, long> heard)
    {
        var scope = service.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "CsPlatform.Ingestion" && ReferenceEquals(instrument.Meter.Scope, scope))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => heard(instrument.Name, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => heard(instrument.Name, value));
        // Times are told in seconds: as whole microseconds they can be added.
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => heard(instrument.Name, (long)(value * 1e6)));
        listener.Start();
        return listener;
    }
}
