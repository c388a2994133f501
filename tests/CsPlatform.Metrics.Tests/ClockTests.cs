using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class ClockTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Noon = "2024-08-01T12:00:00";

    [Fact]
    public async Task An_open_turn_warns_twice_and_the_answer_stops_its_clock()
    {
        var time = At(Noon);
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        using var watch = await Watching.StartAsync(stack, new WatchClocksRequest { Platform = Market.Platform, ShopId = "a" });

        await stack.SubmitAsync([Event("a", "c-1", "12:00:00", "buyer"), Event("b", "c-2", "12:00:00", "buyer")]);
        var running = await RunningAsync(stack, 2);
        Assert.Equal(["a/c-1", "b/c-2"], running.Select(clock => $"{clock.Shop.ShopId}/{clock.SubjectId}").Order());
        Assert.All(running, clock => Assert.Equal(ClockStage.Running, clock.Stage));
        Assert.All(running, clock => Assert.Equal(Instant("12:03:00"), clock.DueAt.ToDateTimeOffset()));

        time.Set(Instant("12:02:00"));
        var first = (await watch.NextAsync()).Rang;
        Assert.Equal(("c-1", ClockStage.Warning, 60), (first.Clock.SubjectId, first.Clock.Stage, first.Before.Seconds));
        Assert.InRange(first.Left.ToTimeSpan(), TimeSpan.Zero, TimeSpan.FromSeconds(60));
        time.Set(Instant("12:02:30"));
        var second = (await watch.NextAsync()).Rang;
        Assert.Equal(("c-1", ClockStage.Warning, 30), (second.Clock.SubjectId, second.Clock.Stage, second.Before.Seconds));

        await stack.SubmitAsync([Event("a", "c-1", "12:02:45", "human")]);
        var stopped = await watch.NextAsync();
        Assert.Equal(ClockStopReason.InTime, stopped.Stopped.Reason);
        Assert.EndsWith("/human", stopped.Stopped.StoppedBy, StringComparison.Ordinal);
        Assert.Equal(Instant("12:02:45"), stopped.Stopped.StoppedAt.ToDateTimeOffset());
        Assert.Equal("c-2", Assert.Single(await RunningAsync(stack, 1)).SubjectId);

        // The other shop's clock rings on, and a caller who comes back with its place hears nothing twice.
        time.Set(Instant("12:03:01"));
        using var other = await Watching.StartAsync(stack, new WatchClocksRequest { After = { Partition(stack, "b", 0) } });
        Assert.Equal("c-2", (await other.NextAsync(change => change.Rang?.Clock.Stage == ClockStage.Breached)).Rang.Clock.SubjectId);
        using var again = await Watching.StartAsync(stack, new WatchClocksRequest { After = { stopped.Place } });
        await stack.SubmitAsync([Event("a", "c-3", "12:00:30", "buyer")]);
        Assert.Equal("c-3", (await again.NextAsync(change => change.Rang.Clock.Shop.ShopId == "a")).Rang.Clock.SubjectId);
    }

    [Fact]
    public async Task A_missed_turn_is_told_once_and_a_late_answer_or_one_that_comes_late_stops_its_clock()
    {
        var time = At(Noon);
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        await stack.SubmitAsync([
            Event("a", "late", "12:00:00", "buyer"),
            Event("a", "in-time", "12:00:00", "buyer"),
            Event("a", "history", "11:30:00", "buyer"),
            Event("a", "fresh", "11:55:00", "buyer")]);
        await RunningAsync(stack, 3);
        time.Set(Instant("12:03:01"));
        await BreachedAsync(stack, "late", "in-time", "fresh");
        await stack.SubmitAsync([Event("a", "late", "12:03:05", "human"), Event("a", "in-time", "12:02:59", "human")]);

        await RunningAsync(stack, 1);
        var told = (await stack.FeedAsync()).Where(record => record.ClockRang is not null || record.ClockStopped is not null).ToList();
        Assert.Equal(
            ["fresh", "in-time", "late"],
            told.Where(record => record.ClockRang is { } rang && rang.Clock.Stage == ClockStage.Breached)
                .Select(record => record.ClockRang.Clock.SubjectId).Order());
        Assert.Equal(
            [("in-time", ClockStopReason.InTime), ("late", ClockStopReason.Late)],
            told.Where(record => record.ClockStopped is not null)
                .Select(record => (record.ClockStopped.Clock.SubjectId, record.ClockStopped.Reason)).Order());
        Assert.DoesNotContain(told, record => record.ClockRang?.Clock.SubjectId == "history");
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("gone")]
    [InlineData("restarted")]
    public async Task Clocks_ring_whatever_becomes_of_Redis_or_the_process(string fault)
    {
        var time = At(Noon);
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        await stack.SubmitAsync(Enumerable.Range(0, 40).Select(n => Event($"shop-{n % 7}", $"c-{n}", "12:00:00", "buyer")));
        await RunningAsync(stack, 40);
        try
        {
            switch (fault)
            {
                case "emptied":
                    await redis.EmptyAsync();
                    break;
                case "gone":
                    redis.KillServer();
                    break;
                default:
                    await stack.StopMetricsAsync();
                    await stack.StartMetricsAsync();
                    break;
            }

            time.Set(Instant("12:03:01"));
            await BreachedAsync(stack, [.. Enumerable.Range(0, 40).Select(n => $"c-{n}")]);
        }
        finally
        {
            if (fault == "gone")
            {
                await redis.StartServerAsync();
            }
        }
    }

    [Fact]
    public async Task An_answer_in_another_consultation_or_an_exclusion_stops_the_clocks_of_rules_that_count_by_buyer()
    {
        var time = At("2024-08-01T12:01:30");
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        await stack.SubmitAsync([
            Buyer("opened-1", "b-1", "11:59:00", "elsewhere"),
            Buyer("asked-1", "b-1", "12:00:00", "here", SenderRole.Buyer),
            Buyer("asked-2", "b-2", "12:00:00", "excluded", SenderRole.Buyer)]);
        await HoldAsync(stack, "excluded 12:03:00", "excluded 12:05:00", "excluded 13:00:00", "here 12:03:00", "here 12:05:00", "here 13:00:00");

        var answer = Buyer("answer", "", "12:01:00", "elsewhere", SenderRole.HumanAgent);
        var exclusion = Buyer("exclusion", "", "12:01:30", "");
        exclusion.ExclusionDecided = new ExclusionDecided { BuyerId = "b-2", Reason = ExclusionReason.Spam, DecidedBy = "staff" };
        await stack.SubmitAsync([answer, exclusion]);
        await HoldAsync(stack);

        static Task HoldAsync(Stack stack, params string[] expected) => Eventually.HoldsAsync(
            async () => (await stack.Clocks.ListClocksAsync(new ListClocksRequest { Platform = "pinduoduo" })).Clocks
                .Select(clock => $"{clock.SubjectId} {clock.DueAt.ToDateTimeOffset().AddHours(8):HH:mm:ss}").Order().SequenceEqual(expected),
            string.Join(", ", expected),
            60);
    }

    [Fact]
    public async Task What_cannot_be_watched_or_listed_is_refused_with_the_field()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await RefusedAsync(stack, StatusCode.InvalidArgument, new WatchClocksRequest { Platform = "nowhere" });
        await RefusedAsync(stack, StatusCode.InvalidArgument, new WatchClocksRequest { ShopId = "a" });
        await RefusedAsync(stack, StatusCode.InvalidArgument, new WatchClocksRequest { Partitions = { 256 } });
        await RefusedAsync(
            stack, StatusCode.FailedPrecondition, new WatchClocksRequest { After = { new ClockPlace { Partition = 1, Position = 99 } } });
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await stack.Clocks.ListClocksAsync(new ListClocksRequest { Platform = Market.Platform, PageToken = "x" }));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private static async Task RefusedAsync(Stack stack, StatusCode status, WatchClocksRequest request)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            using var call = stack.Clocks.WatchClocks(request);
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        Assert.Equal(status, refused.StatusCode);
    }

    private static ClockPlace Partition(Stack stack, string shop, long position) => new()
    {
        Partition = CsPlatform.Persistence.Partitions.Of(Market.Platform, shop),
        Position = position,
    };

    private static async Task<List<Clock>> RunningAsync(Stack stack, int count)
    {
        var clocks = new List<Clock>();
        await Eventually.HoldsAsync(
            async () =>
            {
                clocks.Clear();
                var request = new ListClocksRequest { Platform = Market.Platform, PageSize = 7 };
                do
                {
                    var page = await stack.Clocks.ListClocksAsync(request);
                    clocks.AddRange(page.Clocks);
                    request.PageToken = page.NextPageToken;
                }
                while (request.PageToken.Length > 0);
                return clocks.Count == count;
            },
            $"{count} clocks run",
            60);
        return clocks;
    }

    private static Task BreachedAsync(Stack stack, params string[] consultations) => Eventually.HoldsAsync(
        async () =>
        {
            var breached = (await stack.FeedAsync())
                .Where(record => record.ClockRang is { } rang && rang.Clock.Stage == ClockStage.Breached)
                .Select(record => record.ClockRang.Clock.SubjectId).ToList();
            Assert.Equal(breached.Distinct(), breached);
            return breached.ToHashSet().SetEquals(consultations);
        },
        $"{string.Join(", ", consultations)} are missed",
        60);

    private static Event Buyer(string id, string buyer, string time, string consultation, SenderRole? role = null)
    {
        var made = new Event
        {
            Source = "im",
            EventId = id,
            Shop = new ShopKey { Platform = "pinduoduo", ShopId = "p" },
            OccurredAt = Timestamp.FromDateTimeOffset(Instant(time)),
        };
        if (role is { } writer)
        {
            made.MessageSent = new MessageSent { ConsultationId = consultation, BuyerId = buyer, Role = writer };
        }
        else
        {
            made.ConsultationOpened = new ConsultationOpened { ConsultationId = consultation, BuyerId = buyer };
        }

        return made;
    }

    private static ShiftedTime At(string china) => new(DateTimeOffset.Parse(china + "+08:00", null));

    private static DateTimeOffset Instant(string time) => DateTimeOffset.Parse($"2024-08-01T{time}+08:00", null);

    private static Event Event(string shop, string consultation, string time, string what) =>
        Market.Event(shop, consultation, $"2024-08-01T{time}", what);
}
