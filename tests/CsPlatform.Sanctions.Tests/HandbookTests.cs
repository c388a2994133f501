using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>
/// The handbook's vectors through the running service, one shop each: sections 1.5, 2.2, 3.2 and 5.1 here, 4.4 and the bands of 5.1 in
/// <see cref="ScoreTests"/>, and 1.5 over the end of a month with the words of its decisions in <see cref="JudgingTests"/>.
/// </summary>
[Collection(Servers.Collection)]
public sealed class HandbookTests(Servers servers)
{
    [Fact]
    public async Task Section_1_5_each_rule_of_the_calendar()
    {
        await using var stack = await Stack.StartAsync(servers);
        // At most one penalty per metric and natural month: the second miss of May is reminded of only, the one of June is not.
        Give(stack, "quota", ("2024-05-02", 2, 10), ("2024-05-20", 2, 10), ("2024-06-01", 2, 10));
        // A penalty over the month's end counts for the earlier one; day 1 is the day after it; then a full window.
        Give(stack, "months", ("2024-01-30", 2, 10), ("2024-02-01", 0, 10), ("2024-02-02", 0, 10), ("2024-02-08", 0, 10), ("2024-02-09", 2, 10));
        // A reminder is no penalty; 80, 50 and 30 % themselves are not below the limit.
        Give(stack, "limits", ("2024-05-02", 8, 10), ("2024-05-03", 79, 100), ("2024-05-04", 5, 10));
        Give(stack, "study", ("2024-05-02", 3, 10));
        // Three days to pass, the day of the push not counted: failed at 00:00 of the fourth; the limit is the same case and no second quota.
        Give(stack, "failed", ("2024-05-02", 49, 100));
        stack.Publish("failed", DayClosed("2024-05-05"));
        // No data is neither 0 % nor 100 %.
        Give(stack, "silent", ("2024-05-02", 0, 0));
        var decisions = await AllAsync(stack, Platform);

        Assert.Equal(
            ["TrafficLimited 2024-05-02 2024-05-05 2024-05", "CaseEnded 2024-05-05", "Reminded 2024-05-20", "TrafficLimited 2024-06-01 2024-06-04 2024-06"],
            decisions["quota"]);
        Assert.Equal(
            ["TrafficLimited 2024-01-30 2024-02-02 2024-01", "CaseEnded 2024-02-02", "TrafficLimited 2024-02-09 2024-02-12 2024-02"],
            decisions["months"]);
        Assert.Equal(["Reminded 2024-05-03", "Reminded 2024-05-04"], decisions["limits"]);
        Assert.Equal(["StudyAssigned 2024-05-02 2024-05-06 2024-05"], decisions["study"]);
        Assert.Equal(
            ["StudyAssigned 2024-05-02 2024-05-06 2024-05", "ExamFailed 2024-05-06", "TrafficLimited 2024-05-06 2024-05-09"], decisions["failed"]);
        Assert.False(decisions.ContainsKey("silent"));
    }

    [Fact]
    public async Task Section_2_2_below_40_percent_is_restricted_until_a_day_of_40_percent_lifts_it_on_the_next()
    {
        const string tejia = "taobao-tejia";
        await using var stack = await Stack.StartAsync(servers);
        Daily(stack, tejia, "pass", "tbt.reply_rate_3min", ("2022-04-01", 4, 10));
        Daily(stack, tejia, "lifted", "tbt.reply_rate_3min", ("2022-04-01", 3, 8), ("2022-04-02", 5, 10));
        // Nobody asks: neither lifts nor adds. A further miss does not stack.
        Daily(stack, tejia, "goes-on", "tbt.reply_rate_3min", ("2022-04-01", 3, 8), ("2022-04-02", 0, 0), ("2022-04-03", 1, 8), ("2022-04-04", 2, 5));
        var decisions = await AllAsync(stack, tejia);

        Assert.False(decisions.ContainsKey("pass"));
        Assert.Equal(["Restricted 2022-04-02  2022-04", "CaseEnded 2022-04-03"], decisions["lifted"]);
        Assert.Equal(["Restricted 2022-04-02  2022-04", "CaseEnded 2022-04-05"], decisions["goes-on"]);
    }

    [Theory]
    [InlineData(100, 50, false)]
    [InlineData(200, 60, false)]
    [InlineData(100, 51, true)]
    [InlineData(99, 99, false)]
    [InlineData(101, 50, false)]
    [InlineData(101, 51, true)]
    public async Task Section_3_2_the_fine_by_its_ratio_reading(long consumers, long invalid, bool isFined)
    {
        const string pinduoduo = "pinduoduo";
        await using var stack = await Stack.StartAsync(servers);
        Daily(stack, pinduoduo, "s1", "pdd.reply_rate_1h", ("2021-04-01", consumers - invalid, consumers), ("2021-04-02", consumers - invalid, consumers));
        var request = new ListDecisionsRequest { Platform = pinduoduo, WaitForFeed = true };
        var decisions = (await stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute)).Decisions;

        // A fine per day, and no cap by the month.
        Assert.Equal(isFined ? ["2021-04-02", "2021-04-03"] : [], decisions.Select(decision => decision.EffectiveFrom));
        Assert.All(decisions, decision => Assert.Equal((DecisionKind.Fined, "pdd.fine.unanswered"), (decision.Kind, decision.AmountId)));
    }

    [Fact]
    public async Task Section_3_2_the_chat_window_warns_from_50_to_below_90_percent()
    {
        const string pinduoduo = "pinduoduo";
        await using var stack = await Stack.StartAsync(servers);
        foreach (var percent in (int[])[49, 50, 89, 90])
        {
            Daily(stack, pinduoduo, $"p{percent}", "pdd.reply_rate_5min", ("2021-04-01", percent, 100));
        }

        var decisions = await AllAsync(stack, pinduoduo);

        Assert.Equal(["p50", "p89"], decisions.Keys.Order());
        Assert.All(decisions.Values, lines => Assert.Equal(["Warned 2021-04-02"], lines));
    }

    [Fact]
    public async Task Section_5_1_the_month_after_a_fined_one_is_there_to_improve_and_the_next_counts_again()
    {
        const string jd = "jd";
        await using var stack = await Stack.StartAsync(servers);
        foreach (var month in (string[])["2023-03-01", "2023-04-01", "2023-05-01"])
        {
            var score = Score(jd, "s1", "jd.service_score", month, ("79999", "1000"));
            (score.ScoreClosed.PeriodStart, score.ScoreClosed.PeriodEnd) = ($"{DateOnly.Parse(month).AddMonths(-1):yyyy-MM-dd}", month);
            stack.Figures.Publish(jd, "s1", [score]);
        }

        var request = new ListDecisionsRequest { Platform = jd, WaitForFeed = true };
        var decisions = (await stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute)).Decisions;

        // What follows when the month to improve is missed stands in no source: a person decides.
        Assert.Equal(
            ["Fined 2023-03-01", "MeasureProposed 2023-04-01", "Fined 2023-05-01"],
            decisions.Select(decision => $"{decision.Kind} {decision.EffectiveFrom}"));
        Assert.Equal(["jd.fine.service_score", "", "jd.fine.service_score"], decisions.Select(decision => decision.AmountId));
    }

    private static void Give(Stack stack, string shop, params (string EvaluatedOn, long Hits, long Units)[] figures) =>
        stack.Publish(shop, figures.Select(figure => Closed(shop, figure.EvaluatedOn, figure.Hits, figure.Units)));

    private static void Daily(Stack stack, string platform, string shop, string metric, params (string Day, long Hits, long Units)[] figures) =>
        stack.Figures.Publish(platform, shop, figures.Select(figure => new FigureRecord
        {
            FigureClosed = new Figure
            {
                Shop = new ShopKey { Platform = platform, ShopId = shop },
                MetricId = metric,
                PeriodKind = PeriodKind.Day,
                PeriodStart = figure.Day,
                PeriodEnd = Day(figure.Day, 1),
                EvaluatedOn = Day(figure.Day, 1),
                Numerator = figure.Hits,
                Denominator = figure.Units,
                Revision = 1,
            },
        }));

    private static async Task<Dictionary<string, string[]>> AllAsync(Stack stack, string platform)
    {
        var request = new ListDecisionsRequest { Platform = platform, WaitForFeed = true };
        var answer = await stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute);
        return answer.Decisions.GroupBy(decision => decision.Shop.ShopId)
            .ToDictionary(shop => shop.Key, shop => Stack.Lines(shop.OrderBy(decision => decision.ShopSequence)));
    }
}
