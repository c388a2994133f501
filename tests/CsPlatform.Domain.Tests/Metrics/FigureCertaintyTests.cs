using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

public class FigureCertaintyTests
{
    private static readonly Instant At = Conversations.At("10:00");

    [Fact]
    public void A_figure_is_uncertain_only_where_a_limit_lies_within_what_it_could_be()
    {
        var (rulebook, metric, limit) = Limited();
        var atLimit = new Rate(limit.Amount, limit.Divisor);
        var above = new Rate(limit.Amount + 2, limit.Divisor);

        Assert.Equal(FigureStanding.Firm, FigureCertainty.Of(rulebook, metric, atLimit, less: 0, more: 5).Standing);
        Assert.Equal(FigureStanding.Firm, FigureCertainty.Of(rulebook, metric, above, less: 2, more: 0).Standing);
        var doubtful = FigureCertainty.Of(rulebook, metric, above, less: 3, more: 1);
        Assert.Equal(FigureStanding.Uncertain, doubtful.Standing);
        Assert.Equal((above.Numerator - 3, above.Numerator + 1), (doubtful.Lowest, doubtful.Highest));
        Assert.Contains($"{limit}", doubtful.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_units_say_nothing_whatever_clocks_did()
    {
        var rulebook = ScenarioRow.Catalogue.Find("taobao-tmall", new LocalDate(2025, 6, 1))!;
        var metric = rulebook.FindMetric("tmall.human_reply_rate_3min")!;

        Assert.Equal(FigureStanding.BelowMinimumSample, FigureCertainty.Of(rulebook, metric, new Rate(5, 99), 2, 2).Standing);
        Assert.NotEqual(FigureStanding.BelowMinimumSample, FigureCertainty.Of(rulebook, metric, new Rate(5, 100), 0, 0).Standing);
    }

    [Theory]
    [InlineData("10:00:00 buyer, 10:02:57 human", 1, 0, 0)]
    [InlineData("10:00:00 buyer, 10:02:59 human", 1, 1, 0)]
    [InlineData("10:00:00 buyer, 10:03:02 human", 0, 0, 1)]
    [InlineData("10:00:00 buyer, 10:03:03 human", 0, 0, 0)]
    public void A_unit_is_judged_with_the_limit_shorter_and_longer_by_the_skew(string text, int numerator, int less, int more)
    {
        Contact[] contacts = [Contact.Of("c", Conversations.Read(text))!];
        var shop = new ShopHistory(new Dictionary<string, Timeline>());

        var (_, fact) = Assert.Single(UnitFacts.Of(Rules.ThreeMinutes, contacts, shop, Duration.FromSeconds(2)));

        Assert.Equal(new FactChange(numerator, 1) { Less = less, More = more }, fact);
    }

    [Fact]
    public void An_entry_that_happened_after_it_was_received_proves_so_much_skew()
    {
        TimelineEntry Entry(string id, long seconds) =>
            new OpenedEntry(At + Duration.FromSeconds(seconds), new EventKey("im", id)) { ReceivedAt = At };

        Assert.Equal(Duration.FromSeconds(3), ClockSkews.None.Of(Timeline.Of([Entry("1", 3), Entry("2", -9), Entry("3", 1000)])));
        var stated = new ClockSkews(new Dictionary<string, Duration> { ["im"] = Duration.FromSeconds(10) });
        Assert.Equal(Duration.FromSeconds(10), stated.Of(Timeline.Of([Entry("1", 3)])));
        Assert.Equal(Duration.Zero, stated.Of(Timeline.Empty));
    }

    // A metric that a ladder holds against a lower limit.
    private static (Rulebook Rulebook, MetricRule Metric, Threshold Limit) Limited() => (
        from platform in ScenarioRow.Catalogue.Platforms
        from rulebook in ScenarioRow.Catalogue.Versions(platform)
        from ladder in rulebook.Ladders
        let limits = ladder.Steps.Where(step => step.IsEnforced).Select(step => step.Condition).ToList()
        where ladder.MetricId is not null && limits is [BeyondCondition { BadSide: BadSide.Below }]
        let metric = rulebook.FindMetric(ladder.MetricId!)
        where metric is { MinimumSample: null }
        select (rulebook, metric, ((BeyondCondition)limits[0]!).Limit!.Value)).First();
}
