using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Sanctions.Storage;
using NodaTime;

namespace CsPlatform.Sanctions.Tests;

public class TranslationTests
{
    private static readonly LocalDate Day = new(2024, 2, 29);

    private static readonly OpenCase Case = new(
        "m:2024-02-29", Day, "m", "指标", "Metric", "规则", "Rule", [Limit], true, new RuleCitation("p", "2024-01-01", "00", "r", "s"))
    {
        StepZh = "步骤",
    };

    private static RestrictionAction Limit => new(
        [new(RestrictionKind.PublicTraffic, "限制店铺所有公域流量", "all public-domain traffic is limited")], new FixedLength(3));

    private static RestrictionAction Shield => new([new("shop", "屏蔽店铺", "the shop is shielded")], new OpenLength(false, true));

    public static TheoryData<Standing> Standings =>
    [
        Standing.New,
        Standing.New with { State = new Studying(Case, Day, Day.PlusDays(4)) },
        new Standing(
            new Limited(Case, [RunningRestriction.Starting(Limit, Day)]),
            new LocalDate(2024, 1, 20),
            [new CountedPenalty("m:2024-01-17", new YearMonth(2024, 1)), new CountedPenalty(Case.Id, new YearMonth(2024, 2))],
            new YearMonth(2024, 2),
            Day,
            SanctionHold.QuotaUsed)
        {
            Run = new MissedRun(2, Day),
            LastFined = new YearMonth(2024, 1),
            Points = [new CountedPoints(new LocalDate(2024, 2, 26), "a", 6)],
            Incidents = [new CountedIncident("i-1", new YearMonth(2024, 2))],
            Proposals =
            [
                new OpenProposal("m:2024-02-29:clearance-proposed", IrreversibleMeasure.ClearOut, Day, "指标", "Metric", "规则", "Rule", Case.Citation),
            ],
        },
        Standing.New with { State = new Limited(Case, [RunningRestriction.Starting(Shield, Day)]) },
        Standing.New with { State = new Removed("m:2024-02-29:clearance-proposed", Day) },
        Standing.New with
        {
            State = new Studying(Case, Day, Day.PlusDays(4)) { Restrictions = [RunningRestriction.Starting(Limit, Day)] },
        },
    ];

    [Theory]
    [MemberData(nameof(Standings))]
    public void A_standing_is_read_as_it_was_stored(Standing standing)
    {
        var (state, until, body) = StandingBody.ToRow(standing);

        var read = StandingBody.FromRow(state, until, body);

        Assert.Equivalent(standing, read, strict: true);
        Assert.Equal(standing.State.GetType(), read.State.GetType());
        Assert.Equal(standing.Until, read.Until);
    }

    [Theory]
    [InlineData(2, "2024-03-04", 3)]
    [InlineData(3, "2024-03-03", 0)]
    public void A_standing_that_was_stored_before_ladders_named_their_restrictions_is_read_as_the_traffic_limit(
        short state, string until, int daysWhenFailed)
    {
        var body = $$"""
            {"penalties":[{"caseId":"m:2024-02-29","month":"2024-02"}],"lastEvaluatedOn":"2024-02-29","stepStart":"2024-02-29",
             "case":{"id":"m:2024-02-29","openedOn":"2024-02-29","metricId":"m","metricNameZh":"指标","metricNameEn":"Metric",
              "ruleTextZh":"规则","ruleTextEn":"Rule","limitDaysWhenFailed":{{daysWhenFailed}},"pausesAssessment":true,
              "citation":{"platform":"p","rulebookVersion":"2024-01-01","rulebookHash":"00","ruleId":"r","source":"s"} } }
            """;

        var read = StandingBody.FromRow(state, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), body);
        var ended = SanctionMachine.Move(read, new DayReached(new LocalDate(2024, 4, 1)));

        Assert.Equal(until, $"{read.Until:R}");
        Assert.Equal(state == 2 ? [Limit] : [], read.Case!.WhenFailed);
        Assert.Equal(
            state == 2 ? ["exam-failed", "traffic-limited", "case-ended"] : ["case-ended"],
            ended.Decisions.Select(decision => decision.Id.Split(':')[2]));
    }

    [Fact]
    public void Holds_have_the_same_names_and_order_on_the_wire() => Assert.Equal(
        Enum.GetValues<SanctionHold>().Select(hold => (hold.ToString(), (int)hold)),
        Enum.GetValues<V1.AssessmentHold>().Where(hold => hold != 0).Select(hold => (hold.ToString(), (int)hold)));

    [Fact]
    public void Kinds_of_decisions_have_the_same_names_and_numbers_on_the_wire() => Assert.Equal(
        Enum.GetValues<SanctionDecisionKind>().Select(kind => (kind.ToString(), (int)kind)),
        Enum.GetValues<V1.DecisionKind>().Where(kind => kind != 0).Select(kind => (kind.ToString(), (int)kind)));
}
