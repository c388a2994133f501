using CsPlatform.Cli.Demo;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using Google.Protobuf;

namespace CsPlatform.Cli.Tests;

public class MarketTests
{
    private static readonly RulebookCatalogue Shipped = RulebookCatalogue.LoadEmbedded();
    private static readonly DemoRules Rules = DemoRules.Of(Shipped);
    private static readonly MarketMaker Made = MarketMaker.Make(Rules);

    [Fact]
    public void The_market_is_the_same_every_time()
    {
        var again = MarketMaker.Make(Rules);

        Assert.Equal(Made.Events.Select(e => e.ToByteString()), again.Events.Select(e => e.ToByteString()));
    }

    [Theory]
    [InlineData("\"withinSeconds\": 180", "\"withinSeconds\": 60")]
    [InlineData("\"from\": \"09:00\", \"until\": \"23:00\"", "\"from\": \"10:00\", \"until\": \"22:00\"")]
    [InlineData("[\"ANSWERING_ROLE_HUMAN_AGENT\"]", "[\"ANSWERING_ROLE_HUMAN_AGENT\", \"ANSWERING_ROLE_BOT\"]")]
    [InlineData("\"late\": \"LATE_RULE_ANY\"", "\"late\": \"LATE_RULE_FIRST\"")]
    [InlineData("\"days\": 7", "\"days\": 3")]
    [InlineData("8000", "9500")]
    public void Another_rule_changes_what_is_expected_and_nothing_of_what_happens(string rule, string changed)
    {
        var rulebook = Rules.Rulebook;
        var file = Shipped.FileOf(rulebook);
        Assert.Contains(rule, file.Json, StringComparison.Ordinal);
        var catalogue = RulebookCatalogue.Load(
            RulebookFiles.Shipped(), [file with { Json = file.Json.Replace(rule, changed, StringComparison.Ordinal) }]);

        var other = MarketMaker.Make(DemoRules.Of(catalogue));

        Assert.Equal(Made.Events, other.Events);
        Assert.NotEqual(Rules.Citation, other.Rules.Citation);
        Assert.NotEqual(Outcome(Made), Outcome(other));
    }

    // What is expected of every shop: its windows, and the step each of them misses.
    private static List<(string, DateOnly, (long, long), string?)> Outcome(MarketMaker market) =>
    [
        .. from shop in market.Expected.Values
           from day in Market.Evaluations
           select (shop.Plan.Id, day, shop.WindowBefore(day), shop.MissedOn(day)?.Name),
    ];

    [Fact]
    public void Ids_are_unique_within_a_shop_and_each_shops_events_rise_in_time()
    {
        foreach (var shop in Made.Events.GroupBy(e => e.Shop.ShopId))
        {
            Assert.Equal(shop.Count(), shop.Select(e => e.EventId).Distinct().Count());
            var times = shop.Select(e => e.OccurredAt.ToDateTimeOffset()).ToArray();
            Assert.Equal(times.Order(), times);
        }
    }

    [Fact]
    public void Every_course_of_the_story_happens_by_the_generators_own_counts()
    {
        Assert.Equal(12, Made.Expected.Count);
        Assert.Equal(DecisionKind.StudyAssigned, Made.Expected[Market.Diligent].FirstPenalty()!.Value.Step.Kind);
        Assert.Equal(DecisionKind.StudyAssigned, Made.Expected[Market.Careless].FirstPenalty()!.Value.Step.Kind);
        Assert.Equal(DecisionKind.TrafficLimited, Made.Expected[Market.Worst].FirstPenalty()!.Value.Step.Kind);
        Assert.Null(Made.Expected[Market.Wavering].FirstPenalty());
        Assert.Contains(Market.Evaluations, day => Made.Expected[Market.Wavering].MissedOn(day) is { Kind: DecisionKind.Reminded });
        Assert.True(Made.Expected[Market.Short].Month("2026-02").CarriedForward > 0);
        Assert.Contains(Made.Expected["demo-silk"].Charges, charge => charge.IsTransfer);
        Assert.Contains(Made.Expected["demo-silk"].Charges, charge => !charge.IsTransfer);
        Assert.Contains(Made.Expected["demo-tea"].Charges, charge => charge.IsHoliday);
    }

    [Fact]
    public void Months_add_up()
    {
        foreach (var shop in Made.Expected.Values)
        {
            var (january, february) = (shop.Month("2026-01"), shop.Month("2026-02"));
            Assert.Equal(0, january.BroughtForward);
            Assert.Equal(january.CarriedForward, february.BroughtForward);
            Assert.Equal(february.BroughtForward + february.Charged - february.Deducted, february.CarriedForward);
            Assert.Equal(shop.Charges.Sum(charge => charge.Fen), january.Charged + february.Charged);
        }
    }
}
