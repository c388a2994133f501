using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

/// <summary>
/// What a sender sends does not stay in the service's memory. CS_TEST_LONG=1 runs the full numbers. The ceilings are far above what is
/// needed: they tell a leak, not a cost.
/// </summary>
[Collection("stores")]
public sealed class FlatMemoryTests(PostgresFixture postgres, RedisFixture redis)
{
    private const long Ceiling = 96 << 20;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CS_TEST_LONG") == "1";

    [Fact]
    public async Task Texts_of_ten_megabytes_are_refused_by_their_size_and_leave_nothing_behind()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var body = RawGrpc.Frame(RawEvent.Request(RawEvent.Message(text: new byte[10 << 20])));
        await SendAsync();
        var before = Used();
        for (var i = 0; i < (IsLong ? 200 : 20); i++)
        {
            await SendAsync();
        }

        Assert.InRange(Used() - before, long.MinValue, Ceiling);
        Assert.Equal(0, await service.ScalarAsync("SELECT count(*) FROM ingestion.quarantine"));
        await service.IsWellAsync();

        async Task SendAsync()
        {
            foreach (var method in new[] { "SubmitEvents", "IngestEvents" })
            {
                var answer = await raw.PostAsync(method, body);
                Assert.Equal(StatusCode.ResourceExhausted, answer.Status);
                Assert.Contains("4194304", answer.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Values_of_megabytes_are_rejected_one_by_one_and_leave_nothing_behind()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        // Pools of buffers fill up first, and keep what they have.
        await SendAsync(0, 6);
        var before = Used();
        await SendAsync(6, IsLong ? 400 : 36);
        Assert.InRange(Used() - before, long.MinValue, Ceiling);
        await service.IsWellAsync();

        // Every value another one, so that whatever remembers values would have to remember them all.
        async Task SendAsync(int from, int count)
        {
            foreach (var item in Enumerable.Range(from, count).SelectMany(Items))
            {
                var answer = await raw.PostAsync("SubmitEvents", RawGrpc.Frame(RawEvent.Request(item)));
                Assert.Equal((StatusCode.OK, ""), (answer.Status, answer.Message));
                var result = Assert.Single(SubmitEventsResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).Results);
                Assert.Equal(ItemOutcome.Rejected, result.Outcome);
            }
        }
    }

    [Fact]
    public async Task More_shops_than_can_be_remembered_are_served_all_the_same()
    {
        var batches = IsLong ? 260 : 10;
        await using var service = await Service.StartAsync(postgres, redis);
        using var call = service.Client.IngestEvents();
        var accepted = 0;
        await SendAsync(0);
        var before = Used();
        for (var batch = 1; batch < batches; batch++)
        {
            await SendAsync(batch);
        }

        Assert.InRange(Used() - before, long.MinValue, Ceiling);
        Assert.Equal(batches * 4_096, accepted);
        Assert.Equal(accepted, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));
        await service.IsWellAsync();

        async Task SendAsync(int batch)
        {
            var events = Enumerable.Range(batch * 4_096, 4_096).Select(n => Events.Message("m", $"shop-{n}"));
            await call.RequestStream.WriteAsync(new IngestEventsRequest { BatchNumber = batch, Events = { events } });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            accepted += call.ResponseStream.Current.Results.Count(result => result.Outcome is ItemOutcome.Accepted);
        }
    }

    // Two megabytes each, which are four as a text: one kind of value that stayed would be over the ceiling.
    private static byte[][] Items(int number)
    {
        var large = System.Text.Encoding.UTF8.GetBytes($"{number}".PadLeft(2_000_000, 'x'));
        return
        [
            RawEvent.Message(text: large), RawEvent.Message(source: large), RawEvent.Message(eventId: large),
            RawEvent.Message(shop: large), RawEvent.Message(platform: large),
        ];
    }

    private static long Used()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
