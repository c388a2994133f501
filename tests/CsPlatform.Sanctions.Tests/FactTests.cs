using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Sanctions.Tests;

/// <summary>Incidents and figures that are measured elsewhere, from ingestion's feed to decisions.</summary>
[Collection(Servers.Collection)]
public sealed class FactTests(Servers servers) : IAsyncLifetime
{
    private const string Pinduoduo = "pinduoduo";
    private Stack stack = null!;
    private int events;

    public async Task InitializeAsync() => stack = await Stack.StartWithFactsAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task An_upheld_abuse_delists_all_goods_for_three_days_and_dismissed_it_never_was()
    {
        stack.Facts!.Feed.Add(Abuse("i1", "2021-03-05T10:00:00", isUpheld: true), Abuse("i1", "2021-03-05T10:00:00", isUpheld: true));
        Assert.Equal(["Restricted 2021-03-05 2021-03-08 2021-03"], await LinesAsync(Pinduoduo));

        stack.Figures.Publish(Pinduoduo, "s1", [new FigureRecord { DayClosed = new DayClosed { Platform = Pinduoduo, Day = "2021-03-07" } }]);
        Assert.Equal(["Restricted 2021-03-05 2021-03-08 2021-03", "CaseEnded 2021-03-08"], await LinesAsync(Pinduoduo));

        stack.Facts.Feed.Add(Abuse("i1", "2021-03-09T10:00:00", isUpheld: false));
        var all = await AllAsync(Pinduoduo);
        Assert.Empty(Stack.InForce(all));
        Assert.All(all.Where(decision => decision.Kind == DecisionKind.Revoked), decision => Assert.Equal(
            (CorrectionCause.IncidentDismissed, "incident:i1"), (decision.Correction.Cause, decision.Correction.TraceId)));
        Assert.Equal(["all_goods"], all[0].RestrictionKeys);
    }

    [Fact]
    public async Task The_last_decision_counts_by_the_clock_of_whoever_decides_whatever_comes_first()
    {
        stack.Facts!.Feed.Add(
            Abuse("i1", "2021-03-06T10:00:00", isUpheld: false), Abuse("i1", "2021-03-05T10:00:00", isUpheld: true), Abuse("i2", "2021-03-07T10:00:00", isUpheld: true));

        Assert.Equal(["Restricted 2021-03-07 2021-03-10 2021-03"], await LinesAsync(Pinduoduo));
    }

    [Fact]
    public async Task Grades_and_their_numbers_lead_to_warnings_and_points_up_to_the_weeks_limit()
    {
        stack.Facts!.Feed.Add(Enumerable.Range(1, 7).Select(i => Incident(
            "douyin", $"i{i}", "dy.ladder.no_service", "general", $"2022-03-{13 + i:00}T10:00:00", isUpheld: true)));

        // 14 to 20 March 2022 is one week: a warning, then 2 points each up to 8.
        var decisions = await AllAsync("douyin");
        Assert.Equal([0, 2, 2, 2, 2], decisions.Select(decision => decision.Points));
        Assert.Equal(DecisionKind.Warned, decisions[0].Kind);
    }

    [Fact]
    public async Task A_figure_from_outside_is_judged_in_its_last_report()
    {
        stack.Facts!.Feed.Add(Outside(40, "2023-03-01T00:10:00"), Outside(30, "2023-03-01T00:20:00"), Outside(30, "2023-03-01T00:30:00"));
        Assert.Empty(await LinesAsync("xiaohongshu"));

        // The number of points that leads anywhere stands in no source, so nothing is enforced: the standing says so.
        var standing = await stack.StandingAsync("s1");
        Assert.Equal(("xhs.conduct_points", AssessmentHold.NotEnforced, "2023-03-01"), (standing.MetricId, standing.LastHold, standing.LastEvaluatedOn));
    }

    [Fact]
    public async Task Facts_that_no_ladder_answers_are_passed_over()
    {
        stack.Facts!.Feed.Add(
            Incident(Pinduoduo, "i1", "pdd.ladder.abuse", "rudeness", "2021-03-05T10:00:00", isUpheld: true),
            Incident(Pinduoduo, "i2", "pdd.ladder.none", "abuse", "2021-03-05T10:00:00", isUpheld: true),
            Abuse("i3", "2021-03-06T10:00:00", isUpheld: true));

        Assert.Equal(["Restricted 2021-03-06 2021-03-09 2021-03"], await LinesAsync(Pinduoduo));
    }

    [Fact]
    public async Task A_service_killed_among_incidents_and_dismissals_decides_each_once()
    {
        for (var round = 0; round < 3; round++)
        {
            stack.Facts!.Feed.Add(Enumerable.Range(0, 200).SelectMany(i => new[]
            {
                Abuse($"r{round}-{i}", $"2021-0{3 + round}-{1 + (i % 28):00}T10:00:00", isUpheld: true, $"shop-{i % 40}"),
                Abuse($"r{round}-{i}", $"2021-0{3 + round}-{1 + (i % 28):00}T11:00:00", isUpheld: i % 3 > 0, $"shop-{i % 40}"),
            }));
            await Task.Delay(150 * (round + 1));
            stack.Service.Kill();
            stack.Service.Dispose();
            await stack.StartServiceAsync();
        }

        var decisions = await AllAsync(Pinduoduo);
        await using var undisturbed = await Stack.StartWithFactsAsync(servers);
        undisturbed.Facts!.Feed.Add(stack.Facts!.Feed.All);
        var wanted = await AllAsync(Pinduoduo, undisturbed);
        Assert.True(wanted.Count(decision => decision.Kind == DecisionKind.Revoked) > 30);
        Assert.Equal(
            wanted.Select(decision => (decision.Shop.ShopId, decision.ShopSequence, decision.DecisionId)),
            decisions.Select(decision => (decision.Shop.ShopId, decision.ShopSequence, decision.DecisionId)));
    }

    private Event Abuse(string id, string at, bool isUpheld, string shop = "s1") => Incident(Pinduoduo, id, "pdd.ladder.abuse", "abuse", at, isUpheld, shop);

    private Event Incident(string platform, string id, string rule, string grade, string at, bool isUpheld, string shop = "s1") => Sent(platform, shop, at, new Event
    {
        ConductIncidentDecided = new ConductIncidentDecided
        {
            IncidentId = id, RuleId = rule, Deed = grade, DoneAt = At(at[..10] + "T00:00:00"),
            Decision = isUpheld ? IncidentDecision.Upheld : IncidentDecision.Dismissed,
        },
    });

    private Event Outside(long points, string at) => Sent("xiaohongshu", "s1", at, new Event
    {
        OutsideFigureReported = new OutsideFigureReported
        {
            FigureKey = "xhs.conduct_points", FromDay = "2023-02-01", UntilDay = "2023-03-01", Numerator = points, Denominator = 1,
        },
    });

    private Event Sent(string platform, string shop, string at, Event made)
    {
        (made.Source, made.EventId, made.OccurredAt) = ("conduct", $"e{++events}", At(at));
        made.Shop = new ShopKey { Platform = platform, ShopId = shop };
        return made;
    }

    private static Timestamp At(string text) => Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(text + "+08:00", CultureInfo.InvariantCulture));

    private async Task<string[]> LinesAsync(string platform) => Stack.Lines(await AllAsync(platform));

    private async Task<IReadOnlyList<Decision>> AllAsync(string platform, Stack? of = null) => [.. (await (of ?? stack).Client.ListDecisionsAsync(
        new ListDecisionsRequest { Platform = platform, WaitForFeed = true, PageSize = 5_000 }, deadline: Stack.InAMinute)).Decisions
        .OrderBy(decision => decision.Shop.ShopId, StringComparer.Ordinal).ThenBy(decision => decision.ShopSequence)];
}
