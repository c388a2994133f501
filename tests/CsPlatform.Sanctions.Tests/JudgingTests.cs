using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using Npgsql;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

[Collection(Servers.Collection)]
public sealed class JudgingTests(Servers servers) : IAsyncLifetime
{
    private Stack stack = null!;

    public async Task InitializeAsync() => stack = await Stack.StartAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task A_limit_over_the_month_end_is_one_case_of_january_and_assessment_goes_on_after_a_full_window()
    {
        stack.Publish("a", Days("a", "2024-01-30", 11, 25));

        var decisions = await stack.DecisionsAsync("a");

        Assert.Equal(
            [
                "TrafficLimited 2024-01-30 2024-02-02 2024-01",
                "CaseEnded 2024-02-02",
                "TrafficLimited 2024-02-09 2024-02-12 2024-02",
            ],
            Stack.Lines(decisions));
        Assert.Equal(("2024-02-02", "2024-02-09", 25, 100), Found(decisions[2].Figure));
        var standing = await stack.StandingAsync("a");
        Assert.Equal((CaseState.Limited, "2024-02-12", "2024-02-02"), (standing.State, standing.Until, standing.CycleStart));
        Assert.Equal(("2024-02-09", AssessmentHold.Unspecified), (standing.LastEvaluatedOn, standing.LastHold));
        Assert.Equal([("2024-02", 1), ("2024-01", 1)], standing.Quotas.Select(quota => (quota.Month, quota.Used)));
    }

    [Fact]
    public async Task A_decision_cites_its_rule_and_says_why_in_both_languages()
    {
        stack.Publish("a", Closed("a", "2024-01-30", 2, 7));

        var limit = (await stack.DecisionsAsync("a")).Single();

        Assert.Equal("xhs.reply_rate_3min:2024-01-30:traffic-limited", limit.DecisionId);
        Assert.Equal("xhs.reply_rate_3min:2024-01-30", limit.CaseId);
        Assert.Equal(("xhs.ladder.reply_rate_3min", "xiaohongshu"), (limit.Citation.RuleId, limit.Citation.Platform));
        Assert.Equal(64, limit.Citation.RulebookHash.Length);
        Assert.Contains("2/7,约28.57%,低于30 %", limit.ReasonZh, StringComparison.Ordinal);
        Assert.Contains("2/7, about 28.57%, below 30 %", limit.ReasonEn, StringComparison.Ordinal);
        Assert.NotNull(limit.DecidedAt);
    }

    [Fact]
    public async Task Closed_days_alone_fail_an_exam_run_the_limit_and_end_the_case()
    {
        stack.Publish("a", Closed("a", "2024-03-01", 40, 100));
        stack.Publish("a", Enumerable.Range(0, 8).Select(i => DayClosed(Day("2024-03-01", i))));

        Assert.Equal(
            [
                "StudyAssigned 2024-03-01 2024-03-05 2024-03", "ExamFailed 2024-03-05", "TrafficLimited 2024-03-05 2024-03-08",
                "CaseEnded 2024-03-08",
            ],
            Stack.Lines(await stack.DecisionsAsync("a")));
        Assert.Equal(CaseState.Assessed, (await stack.StandingAsync("a")).State);
    }

    [Fact]
    public async Task Figures_that_no_ladder_assesses_are_passed_over()
    {
        stack.Publish("a", Daily("a", "2024-03-01", 0, 100), Closed("a", "2024-03-01", 0, 100, platform: "unheard-of"));

        Assert.Empty(await stack.DecisionsAsync());
    }

    [Fact]
    public async Task A_correction_that_leaves_the_step_as_it_was_leaves_the_decision_and_is_noted_beside_it()
    {
        stack.Publish("a", Closed("a", "2024-03-01", 29, 100), Revised("a", "2024-03-01", 28, 100, 2), Closed("b", "2024-03-01", 90, 100));
        stack.Publish("a", Revised("a", "2024-03-01", 20, 100, 3), Revised("b", "2024-03-01", 1, 100, 2));

        Assert.Equal(["TrafficLimited 2024-03-01 2024-03-04 2024-03"], Stack.Lines(await stack.DecisionsAsync()));
        Assert.Equal(["2 True", "3 True"], await FindingsAsync());
    }

    [Fact]
    public async Task A_correction_that_takes_the_ground_away_revokes_what_rested_on_it_and_assessment_goes_on_as_if_it_had_not_been()
    {
        stack.Publish("a", Closed("a", "2024-03-01", 29, 100), DayClosed("2024-03-01"), Closed("a", "2024-03-02", 28, 100));
        Assert.Single(await stack.DecisionsAsync("a"));
        Assert.Equal(CaseState.Limited, (await stack.StandingAsync("a")).State);

        stack.Publish("a", Revised("a", "2024-03-01", 90, 100, 2));
        var decisions = await stack.DecisionsAsync("a");

        Assert.Equal(["TrafficLimited", "Revoked"], decisions.Select(decision => $"{decision.Kind}"));
        var (limit, revoked) = (decisions[0], decisions[1]);
        Assert.Equal((limit.DecisionId, CorrectionCause.FigureRevised), (revoked.Correction.Revokes, revoked.Correction.Cause));
        Assert.Equal("figure:xhs.reply_rate_3min:2024-03-01:2", revoked.Correction.TraceId);
        Assert.Contains("90/100", revoked.ReasonEn, StringComparison.Ordinal);
        Assert.Contains("90/100", revoked.ReasonZh, StringComparison.Ordinal);
        var standing = await stack.StandingAsync("a");
        // The figure of the 2nd was held while the limit ran: being corrected worsens nothing, so it stays without a consequence.
        Assert.Equal((CaseState.Assessed, ""), (standing.State, standing.CycleStart));
        Assert.Empty(standing.Quotas);

        stack.Publish("a", Closed("a", "2024-03-03", 29, 100));
        Assert.Equal("TrafficLimited 2024-03-03 2024-03-06 2024-03", Stack.Lines(Stack.InForce(await stack.DecisionsAsync("a"))).Single());
    }

    [Fact]
    public async Task What_a_correction_took_away_a_further_one_does_not_bring_back()
    {
        stack.Publish(
            "a",
            Closed("a", "2024-03-01", 29, 100),
            Revised("a", "2024-03-01", 90, 100, 2),
            Revised("a", "2024-03-01", 20, 100, 3));

        var decisions = await stack.DecisionsAsync("a");

        Assert.Equal(["TrafficLimited", "Revoked"], decisions.Select(decision => $"{decision.Kind}"));
        Assert.Equal(CaseState.Assessed, (await stack.StandingAsync("a")).State);
        Assert.Equal(["2 False", "3 True"], await FindingsAsync());
    }

    [Fact]
    public async Task A_course_that_is_older_than_its_docket_is_not_played_again()
    {
        stack.Publish("a", Closed("a", "2024-03-01", 29, 100), DayClosed("2024-03-03"), Closed("a", "2024-03-15", 70, 100));
        Assert.Equal(3, (await stack.DecisionsAsync("a")).Count);
        await using (var source = NpgsqlDataSource.Create(stack.Database))
        {
            await using var command = source.CreateCommand("UPDATE sanctions.decision SET content = '' WHERE effective_from = '2024-03-01'");
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        stack.Publish("a", Revised("a", "2024-03-15", 90, 100, 2));

        Assert.Equal(["TrafficLimited", "CaseEnded", "Reminded"], (await stack.DecisionsAsync("a")).Select(decision => $"{decision.Kind}"));
        Assert.Equal(["2 False"], await FindingsAsync());
    }

    private static (string, string, long, long) Found(JudgedFigure figure) =>
        (figure.PeriodStart, figure.PeriodEnd, figure.Numerator, figure.Denominator);

    private static IEnumerable<FigureRecord> Days(string shop, string first, int count, long hits) =>
        from i in Enumerable.Range(0, count)
        from record in (FigureRecord[])[Closed(shop, Day(first, i), hits, 100), DayClosed(Day(first, i - 1))]
        select record;

    private async Task<List<string>> FindingsAsync()
    {
        await using var source = NpgsqlDataSource.Create(stack.Database);
        await using var command = source.CreateCommand("SELECT revision, judged_alike FROM sanctions.finding ORDER BY revision");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add($"{reader.GetInt32(0)} {reader.GetBoolean(1)}");
        }

        return found;
    }
}
