using System.Net;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ShopKey = CsPlatform.Common.V1.ShopKey;

namespace CsPlatform.Metrics.Tests;

/// <summary>Obligations that decisions of sanctions arm, fulfil and end.</summary>
[Collection("stores")]
public class DecisionTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly ShopKey Shop = new() { Platform = "xiaohongshu", ShopId = "exam" };

    // Three days that do not count the day of the push.
    private static readonly DateTimeOffset Due = DateTimeOffset.Parse("2024-08-05T00:00:00+08:00", null);

    [Fact]
    public async Task An_exam_has_a_clock_that_is_stopped_by_a_pass_or_the_end_of_the_case_and_else_is_missed_once()
    {
        await using var sanctions = await DecisionFeedServer.StartAsync();
        var time = new ShiftedTime(DateTimeOffset.Parse("2024-08-01T12:00:00+08:00", null));
        await using var stack = await Stack.StartAsync(postgres, redis, time, sanctions.Address);
        sanctions.Publish(
            Of("missed", DecisionKind.StudyAssigned, 1),
            Of("missed", DecisionKind.Reminded, 1),
            Of("passed", DecisionKind.StudyAssigned, 1),
            Of("revoked", DecisionKind.StudyAssigned, 1));
        await HoldsAsync(stack, "missed PENDING", "passed PENDING", "revoked PENDING");
        var running = await stack.Clocks.ListClocksAsync(new ListClocksRequest { Platform = Shop.Platform });
        Assert.Equal(["missed", "passed", "revoked"], running.Clocks.Select(clock => clock.SubjectId).Order());
        Assert.All(running.Clocks, clock => Assert.Equal(
            ("xhs.exam", $"sanctions/{clock.SubjectId}-StudyAssigned", Due, Due.AddDays(-4), ClockStage.Running),
            (clock.RuleId, clock.ArmedBy, clock.DueAt.ToDateTimeOffset(), clock.ArmedAt.ToDateTimeOffset(), clock.Stage)));

        sanctions.Publish(
            Of("passed", DecisionKind.ExamPassed, 4), Of("passed", DecisionKind.CaseEnded, 5), Of("revoked", DecisionKind.CaseEnded, 3));
        time.Set(Due.AddSeconds(-30));
        await HoldsAsync(stack, "missed PENDING", "passed FULFILLED", "revoked CANCELLED");
        running = await stack.Clocks.ListClocksAsync(new ListClocksRequest { Platform = Shop.Platform });
        Assert.Equal("missed", Assert.Single(running.Clocks).SubjectId);
        Assert.Empty(await BreachesAsync(stack));

        time.Set(Due.AddSeconds(1));
        await Eventually.HoldsAsync(async () => (await BreachesAsync(stack)).Count > 0, "the missed exam is told", 60);
        sanctions.Publish(Of("missed", DecisionKind.ExamFailed, 5), Of("missed", DecisionKind.CaseEnded, 5));
        await AppliedAsync(stack, sanctions);
        await HoldsAsync(stack, "missed BREACHED", "passed FULFILLED", "revoked CANCELLED");
        var breach = Assert.Single(await BreachesAsync(stack));
        Assert.Equal(
            ("missed", "traffic_limit", "限制店铺所有公域流量至少3天", ClockStage.Breached),
            (breach.Clock.SubjectId, breach.OutcomeKey, breach.OutcomeZh, breach.Clock.Stage));

        // The same decisions once more, from the beginning of their feed.
        var told = await stack.FeedAsync();
        await stack.StopMetricsAsync();
        await stack.ExecuteAsync("UPDATE feed.cursor SET position = 0 WHERE feed = 'sanctions'");
        await stack.StartMetricsAsync();
        await AppliedAsync(stack, sanctions);
        await HoldsAsync(stack, "missed BREACHED", "passed FULFILLED", "revoked CANCELLED");
        Assert.Equal(told, await stack.FeedAsync());
    }

    [Fact]
    public async Task Decisions_that_come_out_of_order_and_from_a_feed_that_is_read_anew_lead_to_the_same_clocks()
    {
        await using var sanctions = await DecisionFeedServer.StartAsync();
        var time = new ShiftedTime(Due.AddDays(30));
        await using var stack = await Stack.StartAsync(postgres, redis, time, sanctions.Address);
        sanctions.Publish(
            Of("passed", DecisionKind.ExamPassed, 2), Of("passed", DecisionKind.StudyAssigned, 1), Of("old", DecisionKind.StudyAssigned, 1));
        await HoldsAsync(stack, "old BREACHED", "passed FULFILLED");
        await Eventually.HoldsAsync(async () => (await BreachesAsync(stack)).Count == 1, "an old one is told as well", 60);

        // A pass that sanctions tells of too late, for a day in time, takes back what was told.
        sanctions.Publish(Of("old", DecisionKind.ExamPassed, 4));
        await HoldsAsync(stack, "old FULFILLED", "passed FULFILLED");
        var stopped = Assert.Single(await stack.FeedAsync(), record => record.ClockStopped is not null).ClockStopped;
        Assert.Equal(
            ("old", ClockStopReason.InTime, "sanctions/old-ExamPassed"), (stopped.Clock.SubjectId, stopped.Reason, stopped.StoppedBy));

        // A database that is built anew reads both feeds from their beginning.
        await stack.StopMetricsAsync();
        await stack.ExecuteAsync("DELETE FROM feed.cursor WHERE feed = 'sanctions'; DELETE FROM metrics.obligation; DELETE FROM metrics.clock");
        await stack.StartMetricsAsync();
        await HoldsAsync(stack, "old FULFILLED", "passed FULFILLED");
    }

    [Fact]
    public async Task Without_sanctions_metrics_is_healthy_and_counts_what_ingestion_has()
    {
        await using var stack = await Stack.StartAsync(postgres, redis, sanctions: "http://127.0.0.1:1");
        await stack.SubmitAsync([
            Market.Event("a", "c", "2021-02-03T10:00:00", "buyer"), Market.Event("a", "c", "2021-02-03T10:01:00", "human")]);
        await stack.CloseAsync("2021-02-03");
        Assert.Contains("a day 2021-02-04 1/1", Market.Lines(await stack.FiguresAsync()));
        var followers = (await stack.Feed.ListFollowersAsync(new())).Followers;
        Assert.Equal([("ingestion", false), ("sanctions", true)], followers.Select(f => (f.Feed, f.Outage.Length > 0)));
        using var http = new HttpClient();
        using var health = await http.GetAsync(stack.HealthAddress());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private static Task HoldsAsync(Stack stack, params string[] expected) => Eventually.HoldsAsync(
        async () => (await LinesAsync(stack)).SequenceEqual(expected), string.Join(", ", expected), 60);

    private static Task AppliedAsync(Stack stack, DecisionFeedServer sanctions) => Eventually.HoldsAsync(
        async () => (await stack.Feed.ListFollowersAsync(new())).Followers.Single(f => f.Feed == "sanctions").Applied.SequenceEqual(sanctions.Heads),
        "all decisions are applied",
        60);

    // A shop is not found before its first decision is folded.
    private static async Task<List<string>> LinesAsync(Stack stack)
    {
        try
        {
            var page = await stack.Clocks.ListObligationsAsync(new ListObligationsRequest { Shop = Shop });
            return [.. page.Obligations.Select(o => $"{o.Clock.SubjectId} {o.Status}").Order()];
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return [];
        }
    }

    private static async Task<List<ObligationBreached>> BreachesAsync(Stack stack) =>
        [.. (await stack.FeedAsync()).Select(record => record.ObligationBreached).Where(breach => breach is not null)];

    private static Decision Of(string caseId, DecisionKind kind, int day) => new()
    {
        DecisionId = $"{caseId}-{kind}",
        Shop = Shop,
        MetricId = "xhs.reply_rate_3min",
        CaseId = caseId,
        Kind = kind,
        EffectiveFrom = $"2024-08-0{day}",
        DecidedAt = Timestamp.FromDateTimeOffset(Due),
    };
}
