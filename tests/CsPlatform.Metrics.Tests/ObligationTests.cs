using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ShopKey = CsPlatform.Common.V1.ShopKey;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class ObligationTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Consent = "pdd.refund_consent";

    private static readonly ShopKey Shop = new() { Platform = "pinduoduo", ShopId = "o" };

    private static readonly DateTimeOffset Applied = DateTimeOffset.Parse("2024-08-01T12:00:00+08:00", null);

    [Fact]
    public async Task An_obligation_is_armed_fulfilled_cancelled_missed_with_its_outcome_and_fulfilled_late()
    {
        var time = new ShiftedTime(Applied.AddHours(3));
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        // A fulfilment may arrive before what it fulfils, and an old case is missed however long ago.
        await stack.SubmitAsync([
            Step("agreed", AfterSalesStep.Agreed, 1),
            Step("agreed", AfterSalesStep.Applied, 0),
            Step("withdrawn", AfterSalesStep.Applied, 0),
            Step("withdrawn", AfterSalesStep.Withdrawn, 2),
            Step("missed", AfterSalesStep.Applied, 0),
            Step("late", AfterSalesStep.Applied, 0),
            Step("old", AfterSalesStep.Applied, -24 * 700)]);
        await HoldsAsync(stack, "agreed FULFILLED", "late PENDING", "missed PENDING", "old BREACHED", "withdrawn CANCELLED");

        time.Set(Applied.AddHours(48).AddSeconds(1));
        await HoldsAsync(stack, "agreed FULFILLED", "late BREACHED", "missed BREACHED", "old BREACHED", "withdrawn CANCELLED");
        await Eventually.HoldsAsync(async () => (await BreachesAsync(stack)).Count == 3, "three breaches are told", 60);
        await stack.SubmitAsync([Step("late", AfterSalesStep.Agreed, 50)]);
        time.Set(Applied.AddHours(51));
        await HoldsAsync(stack, "agreed FULFILLED", "late FULFILLED_LATE", "missed BREACHED", "old BREACHED", "withdrawn CANCELLED");

        var breaches = await BreachesAsync(stack);
        Assert.Equal(["late", "missed", "old"], breaches.Select(breach => breach.Clock.SubjectId).Order());
        Assert.All(breaches, breach => Assert.Equal(
            ("refund_is_agreed", "系统默认商家同意退款申请，系统自动退款", ClockStage.Breached, Consent),
            (breach.OutcomeKey, breach.OutcomeZh, breach.Clock.Stage, breach.Clock.RuleId)));
        var stopped = Assert.Single(await stack.FeedAsync(), record => record.ClockStopped is not null).ClockStopped;
        Assert.Equal(("late", ClockStopReason.Late), (stopped.Clock.SubjectId, stopped.Reason));
    }

    [Fact]
    public async Task Of_several_terms_the_one_of_the_channel_is_owed()
    {
        await using var stack = await Stack.StartAsync(postgres, redis, new ShiftedTime(Applied));
        await stack.SubmitAsync([Event("r", refund: new RefundStepped
        {
            RefundId = "r", OrderId = "o-1", AmountFen = 1, Step = RefundStep.Approved, Channel = RefundChannel.Wechat,
        })]);
        await Eventually.HoldsAsync(async () => await LinesAsync(stack, "") is { Count: > 0 }, "it is owed", 60);
        var owed = Assert.Single(await ListAsync(stack));
        Assert.Equal(("pdd.arrival.wechat", "r", "Platform"), (owed.Clock.RuleId, owed.Clock.SubjectId, owed.OwedBy));
        Assert.Equal(Applied.AddMinutes(3), owed.Clock.DueAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_shop_that_nobody_heard_of_is_not_found()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(stack));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    private static async Task<List<Obligation>> ListAsync(Stack stack, string rule = "")
    {
        var found = new List<Obligation>();
        var request = new ListObligationsRequest { Shop = Shop, RuleId = rule, PageSize = 2 };
        do
        {
            var page = await stack.Clocks.ListObligationsAsync(request);
            found.AddRange(page.Obligations);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }

    private static Task HoldsAsync(Stack stack, params string[] expected) => Eventually.HoldsAsync(
        async () => (await LinesAsync(stack, Consent)).SequenceEqual(expected), string.Join(", ", expected), 60);

    // A shop is not found before its first event is counted.
    private static async Task<List<string>> LinesAsync(Stack stack, string rule)
    {
        try
        {
            return [.. (await ListAsync(stack, rule)).Select(o => $"{o.Clock.SubjectId} {o.Status}").Order()];
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return [];
        }
    }

    private static async Task<List<ObligationBreached>> BreachesAsync(Stack stack) =>
        [.. (await stack.FeedAsync()).Select(record => record.ObligationBreached).Where(breach => breach is not null)];

    private static Event Step(string afterSales, AfterSalesStep step, int hours) => Event($"{afterSales}-{step}", hours, new AfterSalesStepped
    {
        AfterSalesId = afterSales,
        OrderId = $"order-{afterSales}",
        Step = step,
        Kind = AfterSalesKind.Refund,
    });

    private static Event Event(string id, int hours = 0, AfterSalesStepped? step = null, RefundStepped? refund = null)
    {
        var made = new Event { Source = "shop", EventId = id, Shop = Shop, OccurredAt = Timestamp.FromDateTimeOffset(Applied.AddHours(hours)) };
        if (step is not null)
        {
            made.AfterSalesStepped = step;
        }
        else
        {
            made.RefundStepped = refund;
        }

        return made;
    }
}
