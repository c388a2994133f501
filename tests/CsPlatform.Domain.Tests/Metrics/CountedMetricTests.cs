using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>Counted metrics beside their tables: closed lists, explanations, and what consultations do not add.</summary>
public class CountedMetricTests
{
    private static readonly LocalDate Day = new(2026, 3, 2);

    [Fact]
    public void Closed_lists_keep_their_documented_order()
    {
        Assert.Equal(
            [
                UnitReason.Hit, UnitReason.Miss, UnitReason.Amount, UnitReason.Base, UnitReason.OtherKind, UnitReason.OutOfHours,
                UnitReason.Unfinished, UnitReason.Impossible, UnitReason.Superseded, UnitReason.Unfair, UnitReason.VirtualGoods,
                UnitReason.BeyondDealLimit, UnitReason.ReportedBuyer, UnitReason.AppealUpheld,
            ],
            Enum.GetValues<UnitReason>());
        Assert.Equal(
            [FigureHold.NoDenominator, FigureHold.NoData, FigureHold.BelowMinimumSample], Enum.GetValues<FigureHold>());
        Assert.Equal(
            [
                ScoreGapReason.SampleTooSmall, ScoreGapReason.NoData, ScoreGapReason.WeightsAbsent, ScoreGapReason.CurveAbsent,
                ScoreGapReason.DegreesAbsent, ScoreGapReason.TargetAbsent,
            ],
            Enum.GetValues<ScoreGapReason>());
    }

    [Fact]
    public void A_measurement_opens_down_to_the_events_that_hit_and_missed()
    {
        var facts = ShopFacts.Of(
        [
            new SampleCheck(At(10), new EventKey("qa", "7"), Passed: true),
            new SampleCheck(At(11), new EventKey("qa", "8"), Passed: false),
        ]);

        var found = Measurements.Of(facts, new SampleShareFormula(), Period.OfDay(Day));

        Assert.Equal(
            [
                new MeasuredUnit("7", new EventKey("qa", "7"), At(10), 1, 1, UnitReason.Hit),
                new MeasuredUnit("8", new EventKey("qa", "8"), At(11), 0, 1, UnitReason.Miss),
            ],
            found.Units);
        Assert.Equal(new Rate(1, 2), found.Rate);
    }

    [Fact]
    public void An_order_whose_clock_starts_outside_its_hours_is_left_out_when_the_switch_says_so()
    {
        var hours = new DailyHours(new LocalTime(9, 0), new LocalTime(21, 0));
        var facts = ShopFacts.Of(
        [
            new AfterSalesStep(At(8), new EventKey("a", "1"), "night", "o", AfterSalesStepKind.Applied, false),
            new AfterSalesStep(At(9), new EventKey("a", "2"), "night", "o", AfterSalesStepKind.Reviewed, false),
            new AfterSalesStep(At(9), new EventKey("a", "3"), "day", "o", AfterSalesStepKind.Applied, false),
            new AfterSalesStep(At(10), new EventKey("a", "4"), "day", "o", AfterSalesStepKind.Reviewed, false),
        ]);

        Assert.Equal(new Rate(1, 2), Rate(onlyInHours: false));
        Assert.Equal(new Rate(0, 1), Rate(onlyInHours: true));

        Rate Rate(bool onlyInHours) => Measurements.Of(
            facts,
            new StepInTimeFormula(AfterSalesStepKind.Applied, AfterSalesStepKind.Reviewed, Duration.FromMinutes(20), hours, onlyInHours),
            Period.OfDay(Day)).Rate;
    }

    [Fact]
    public void What_cannot_be_takes_the_place_of_no_rating_and_no_review()
    {
        var facts = ShopFacts.Of(
        [
            new ServiceRating(At(8), new EventKey("a", "1"), "c", "b", 5, null),
            new ServiceRating(At(9), new EventKey("a", "2"), "c", "b", 6, null),
            new Review(At(8), new EventKey("r", "1"), "o", "b", At(7), ReviewItem.Overall, 0, false),
            new Review(At(9), new EventKey("r", "2"), "o", "b", At(10), ReviewItem.Overall, 1, false),
            new Review(At(11), new EventKey("r", "3"), "o", "b", At(10), ReviewItem.Overall, 5, false),
            new Review(At(12), new EventKey("r", "4"), "o", "b", At(10), ReviewItem.Overall, 4, false),
        ]);
        var scope = new ReviewScope(new HashSet<ReviewItem> { ReviewItem.Overall }, false, false, null);

        Assert.Equal([UnitReason.Hit, UnitReason.Impossible], Reasons(new RatingShareFormula(4, 5, 5, null, false)));
        Assert.Equal(
            [UnitReason.Impossible, UnitReason.Impossible, UnitReason.Hit, UnitReason.Superseded],
            Reasons(new ReviewShareFormula(scope, 4, 5)));

        IEnumerable<UnitReason> Reasons(CountedFormula formula) =>
            Measurements.Of(facts, formula, Period.OfDay(Day)).Units.Select(unit => unit.Reason);
    }

    [Fact]
    public void A_consultation_adds_nothing_to_a_counted_metric()
    {
        var metric = new MetricRule(
            "m", "甲", "a", "test", new RatingShareFormula(4, 5, 5, null, false), new NaturalMonthWindow(), PublishesDailyFigures: false);

        Assert.Empty(Contributions.Of(
            Conversations.Read("10:00 buyer, 10:30 rated 1"), _ => Rules.BookFrom(new LocalDate(2020, 1, 1), null, metric)));
        Assert.Null(Measurements.On(Day, ShopFacts.Of([]), Rules.ReplyRate));
    }

    [Fact]
    public void A_level_that_asks_nothing_of_parts_is_the_band_the_value_lies_in()
    {
        var levels = new[] { new ScoreLevel("低", "low", 1, 2, []), new ScoreLevel("高", "high", 2, 3, []) };

        Assert.Equal(
            ["none", "低", "低", "高", "高", "none"],
            new Fraction[] { new(1, 2), 1, new(199, 100), 2, new(299, 100), 3 }
                .Select(value => ScoreLevels.Of(levels, value, [])?.NameZh ?? "none"));
    }

    [Fact]
    public void A_score_that_watches_another_has_no_value_of_one_day() => Assert.Throws<ArgumentException>(() => Scoring.Of(
        ScenarioRow.Catalogue.Find("douyin", Day)!.Scores.Single(score => score.Head.Id == "dy.dsr_falls"),
        new ScoreInputs(new Dictionary<string, Rate>(), new Dictionary<string, Fraction>(), new Dictionary<string, Fraction>())));

    private static Instant At(int hour) => ChinaTime.At(Day + new LocalTime(hour, 0));
}
