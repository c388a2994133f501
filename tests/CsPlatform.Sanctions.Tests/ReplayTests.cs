using CsPlatform.Cli.Rederiving;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using Grpc.Core;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>What a draft would have done.</summary>
[Collection(Servers.Collection)]
public sealed class ReplayTests(Servers servers) : IAsyncLifetime
{
    private const string Last = "2024-09-30";
    private const int Days = 60;
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();
    private static readonly string InForce = Catalogue.FileOf(Catalogue.Versions(Platform)[^1]).Json;
    private readonly Dictionary<string, Dictionary<DateOnly, (long Hits, long Units)>> figures = [];
    private Stack stack = null!;

    public async Task InitializeAsync()
    {
        stack = await Stack.StartAsync(servers);
        var random = new Random(5);
        for (var shop = 0; shop < 60; shop++)
        {
            var (id, days, percent) = ($"shop-{shop:00}", new Dictionary<DateOnly, (long, long)>(), random.Next(20, 100));
            for (var day = 0; day < Days; day++)
            {
                percent = random.Next(0, 6) == 0 ? random.Next(5, 100) : percent;
                days.Add(DateOnly.Parse(Day(Last, day + 1 - Days), null), (percent, 100));
            }

            figures.Add(id, days);
            stack.Publish(id, days.Select(day => Closed(id, $"{day.Key:yyyy-MM-dd}", day.Value.Item1, day.Value.Item2)));
            stack.Publish(id, DayClosed(Day(Last, -1)));
        }

        await stack.DecisionsAsync();
    }

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task The_rulebook_in_force_as_a_draft_changes_nothing_and_does_what_was_decided()
    {
        var report = await ReplayAsync(InForce);
        var ladder = report.Ladders.Single(one => one.SubjectId == ReplyRate);

        Assert.Equal((ReplayStatus.Replayed, 60L, 60L * Days), (ladder.Status, ladder.Shops, ladder.Figures));
        Assert.Equal(ladder.Live, ladder.Draft);
        Assert.Equal((0L, 0L, 0L, 0L, 0), (ladder.NewlyHit, ladder.Freed, ladder.Harder, ladder.Milder, report.MostAffected.Count));
        var taken = await stack.DecisionsAsync();
        Assert.Equal(
            (taken.Count(d => d.Kind == DecisionKind.Reminded), taken.Count(d => d.Kind == DecisionKind.StudyAssigned),
                taken.Count(d => d.Kind == DecisionKind.TrafficLimited)),
            ((int)ladder.Live.Notices, (int)ladder.Live.Tasks, (int)ladder.Live.Restrictions));
        Assert.Equal(Last, report.Until);
    }

    [Theory]
    [InlineData("stricter", 90, 65, 45)]
    [InlineData("milder", 70, 35, 15)]
    public async Task What_a_draft_changes_equals_a_count_by_another_program(string name, int remind, int study, int limit)
    {
        var draft = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "drafts", $"xiaohongshu-{name}.json"));
        var report = await ReplayAsync(draft);
        var ladder = report.Ladders.Single(one => one.SubjectId == ReplyRate);

        // The same rates told to the other program as if its own limits held: each rate as the same step of 80, 50 and 30 %.
        var until = DateOnly.Parse(Last, null);
        var (live, drafted) = (Count(percent => percent), Count(percent =>
            percent < limit ? 0 : percent < study ? 40 : percent < remind ? 70 : 100));
        Assert.Equal(live.Totals, Of(ladder.Live));
        Assert.Equal(drafted.Totals, Of(ladder.Draft));
        Assert.NotEqual(live.Totals, drafted.Totals);
        Assert.Equal(drafted.Hit.Except(live.Hit).Count(), ladder.NewlyHit);
        Assert.Equal(live.Hit.Except(drafted.Hit).Count(), ladder.Freed);
        Assert.Equal(report.ToString(), (await ReplayAsync(draft)).ToString());
        Assert.Matches("^[0-9a-f]{64}$", report.ReportHash);

        ((int Notices, int Tasks, int Restrictions, int Days) Totals, HashSet<string> Hit) Count(Func<int, int> map)
        {
            var (totals, hit) = ((Notices: 0, Tasks: 0, Restrictions: 0, Days: 0), new HashSet<string>());
            foreach (var (shop, days) in figures)
            {
                var mapped = days.ToDictionary(day => day.Key, day => ((long)map((int)day.Value.Hits), day.Value.Units));
                foreach (var decision in ReplyRateCourse.Walk(mapped, new HashSet<DateOnly>(), until))
                {
                    totals = decision.Kind switch
                    {
                        "reminded" => totals with { Notices = totals.Notices + 1 },
                        "study_assigned" => totals with { Tasks = totals.Tasks + 1 },
                        "traffic_limited" => totals with
                        {
                            Restrictions = totals.Restrictions + 1,
                            Days = totals.Days + Math.Min(3, until.DayNumber - DateOnly.Parse(decision.From, null).DayNumber + 1),
                        },
                        _ => totals,
                    };
                    if (decision.Kind is "study_assigned" or "traffic_limited")
                    {
                        hit.Add(shop);
                    }
                }
            }

            return (totals, hit);
        }

        static (int, int, int, int) Of(ReplayTotals totals) =>
            ((int)totals.Notices, (int)totals.Tasks, (int)totals.Restrictions, (int)totals.RestrictedDays);
    }

    [Fact]
    public async Task A_draft_that_measures_otherwise_needs_a_recount()
    {
        var report = await ReplayAsync(InForce.Replace("\"trailingDays\": { \"days\": 7 }", "\"trailingDays\": { \"days\": 14 }", StringComparison.Ordinal));
        var ladder = report.Ladders.Single(one => one.SubjectId == ReplyRate);

        Assert.Equal((ReplayStatus.NeedsRecount, "needs a recount: xhs.reply_rate_3min differs in trailingDays"), (ladder.Status, ladder.Why));
        Assert.Equal(0, ladder.Figures);
    }

    [Fact]
    public async Task Faults_of_a_draft_are_told_by_their_paths()
    {
        var faulty = await Assert.ThrowsAsync<RpcException>(() => ReplayAsync(InForce.Replace("\"hundredthsOfPercent\": 8000", "\"hundredthsOfPercent\": -1", StringComparison.Ordinal), days: 0));
        Assert.Equal("days", Violations.Of(faulty)[0]);
        Assert.Contains(Violations.Of(faulty), field => field.StartsWith("draft_json.ladders[0].steps[0]", StringComparison.Ordinal));
        var nothing = await Assert.ThrowsAsync<RpcException>(() => ReplayAsync("no JSON"));
        Assert.Equal(["draft_json"], Violations.Of(nothing));
    }

    private async Task<ReplayReport> ReplayAsync(string draft, int days = Days)
    {
        using var call = stack.Service.Replays.ReplayDraft(new() { DraftJson = draft, Days = days }, deadline: Stack.InAMinute);
        ReplayReport? report = null;
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            report = message.Report ?? report;
        }

        return report!;
    }
}
