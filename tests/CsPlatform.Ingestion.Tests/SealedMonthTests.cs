using System.Collections.Concurrent;
using System.Globalization;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class SealedMonthTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly SealMonthRequest May = new() { Platform = "xiaohongshu", Month = "2024-05" };

    [Fact]
    public async Task After_a_month_was_sealed_nothing_of_it_enters_and_everything_accepted_before_is_there()
    {
        await using var first = await Service.StartAsync(postgres, redis);
        await using var second = await Service.StartAsync(postgres, redis, first.Database);
        var accepted = new ConcurrentDictionary<string, long>();
        var rejected = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            var client = n % 2 == 0 ? first.Client : second.Client;
            for (var batch = 0; !stop.IsCancellationRequested; batch++)
            {
                Event[] events = [.. Enumerable.Range(0, 20).Select(i => Of(i % 2 == 0 ? 5 : 4, $"{n}-{batch}-{i}", $"shop-{i}"))];
                var answer = await client.SubmitEventsAsync(new SubmitEventsRequest { Events = { events } });
                for (var i = 0; i < events.Length; i++)
                {
                    Note(events[i].EventId, answer.Results[i]);
                }
            }
        })).ToList();

        await Eventually.HoldsAsync(() => accepted.Count > 500, "events are accepted");
        var answered = await second.Client.SealMonthAsync(May);
        var there = await MayEventsAsync(first);
        var seen = rejected.Count;
        await Eventually.HoldsAsync(() => rejected.Count > seen + 100, "events of the sealed month are rejected");
        await stop.CancelAsync();
        await Task.WhenAll(senders);

        Assert.Equal("2024-05", answered.Sealed.Month);
        Assert.Equal(there, await MayEventsAsync(first));
        Assert.Equal(there, accepted.Keys.Where(IsMay).Order(StringComparer.Ordinal));
        Assert.All(rejected, id => Assert.True(IsMay(id)));

        void Note(string id, ItemResult result)
        {
            if (result.Outcome is ItemOutcome.Accepted)
            {
                accepted.TryAdd(id, result.Position);
            }
            else
            {
                Assert.Equal(ItemOutcome.Rejected, result.Outcome);
                rejected.Add(id);
            }
        }
    }

    [Fact]
    public async Task An_event_of_a_sealed_month_is_rejected_with_the_remedy_and_kept_unless_it_is_stored()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var request = new SubmitEventsRequest { RequestId = "r", Events = { Of(5, "stored"), Of(4, "april") } };
        var before = await service.Client.SubmitEventsAsync(request);
        await service.Client.SealMonthAsync(May);

        var results = await service.SubmitAsync(
            Of(5, "stored"), Of(5, "new"), Of(5, "stored").With(e => e.MessageSent.Text = "x"), Of(4, "new"), Of(6, "new-june"));

        Assert.Equal(
            [ItemOutcome.Duplicate, ItemOutcome.Rejected, ItemOutcome.Conflict, ItemOutcome.Accepted, ItemOutcome.Accepted],
            results.Select(result => result.Outcome));
        var violation = Assert.Single(results[1].Violations);
        Assert.Equal("occurred_at", violation.Field);
        Assert.Contains("2024-05 of xiaohongshu is sealed", violation.Description, StringComparison.Ordinal);
        Assert.Contains("event of the present", violation.Description, StringComparison.Ordinal);
        Assert.Equal(before, await service.Client.SubmitEventsAsync(request));
        Assert.Equal(1, await service.ScalarAsync(
            "SELECT count(*) FROM ingestion.quarantine WHERE outcome = 'REJECTED' AND event_id = '5:new' AND cause LIKE 'occurred_at: 2024-05%'"));
        Assert.Equal("7 = 4 + 1 + 1 + 1", await service.TextAsync("""
            SELECT format('%s = %s + %s + %s + %s', sum(offered), sum(accepted), sum(duplicate), sum(conflict), sum(rejected))
            FROM ingestion.intake_count
            """));
    }

    [Fact]
    public async Task Sealing_again_changes_nothing_and_the_list_tells_every_month()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var first = await service.Client.SealMonthAsync(May);
        await service.Client.SealMonthAsync(new SealMonthRequest(May) { Month = "2024-02" });
        await service.Client.SealMonthAsync(new SealMonthRequest(May) { Platform = "jd" });

        Assert.Equal(first, await service.Client.SealMonthAsync(May));
        var all = await service.Client.ListSealedMonthsAsync(new ListSealedMonthsRequest());
        var some = await service.Client.ListSealedMonthsAsync(new ListSealedMonthsRequest { Platform = "jd" });
        Assert.Equal(
            ["jd 2024-05", "xiaohongshu 2024-02", "xiaohongshu 2024-05"], all.Months.Select(month => $"{month.Platform} {month.Month}"));
        Assert.Equal("jd", Assert.Single(some.Months).Platform);
        Assert.Contains(first.Sealed, all.Months);
    }

    [Theory]
    [InlineData("xiaohongshu", "2024-13", "month")]
    [InlineData("xiaohongshu", "May", "month")]
    [InlineData("xiaohongshu", "", "month")]
    [InlineData("nowhere", "2024-05", "platform")]
    [InlineData("", "2024-05", "platform")]
    public async Task What_is_no_platform_or_no_month_is_refused(string platform, string month, string field)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var refusal = await RefusalAsync(service, new SealMonthRequest { Platform = platform, Month = month });
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.StartsWith($"{field}: ", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_month_that_has_not_ended_in_China_is_not_sealed(int monthsAhead)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var month = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddMonths(monthsAhead).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var refusal = await RefusalAsync(service, new SealMonthRequest(May) { Month = month });
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Contains(refusal.Trailers, trailer =>
            trailer.IsBinary && System.Text.Encoding.UTF8.GetString(trailer.ValueBytes).Contains("MONTH_NOT_ENDED", StringComparison.Ordinal));
        Assert.Equal(0, await service.ScalarAsync("SELECT count(*) FROM ingestion.sealed_month"));
    }

    private static async Task<RpcException> RefusalAsync(Service service, SealMonthRequest request)
        => await Assert.ThrowsAsync<RpcException>(() => service.Client.SealMonthAsync(request).ResponseAsync);

    // The id tells the month, and no event of another one has it.
    private static Event Of(int month, string id, string shop = "shop-1") => Events.Message(id == "stored" ? id : $"{month}:{id}", shop)
        .With(e => e.OccurredAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2024, month, 15, 0, 0, 0, TimeSpan.Zero)));

    private static bool IsMay(string id) => id.StartsWith("5:", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> MayEventsAsync(Service service)
        => [.. (await service.FollowAllAsync()).SelectMany(run => run.Records).Select(record => record.Event.EventId)
            .Where(IsMay).Order(StringComparer.Ordinal)];
}
