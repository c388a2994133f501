using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Sanctions;

public class SanctionPolicyTests
{
    private static readonly LocalDate Day = new(2024, 1, 10);

    // Every row but the last ones has the causes of the rows below it as well.
    [Fact]
    public void When_several_holds_apply_the_first_of_the_list_is_named()
    {
        var running = SanctionCourse.Assess(
            Standing.New, Ladders.ReplyRate.InForce(), Ladders.Figure(Day.PlusDays(-2), 1, 100)).Standing;
        var restarted = running with { State = new Assessed(), CycleStart = Day };
        var ladder = Ladders.ReplyRate with { MinimumSample = 10 };
        var unenforced = ladder with { Steps = [Ladders.Remind with { Condition = null }] };
        var none = Ladders.Figure(Day, 0, 0);
        var few = Ladders.Figure(Day, 9, 9);

        Assert.Equal(SanctionHold.AlreadyJudged, Hold(unenforced, none, running with { LastEvaluatedOn = Day }));
        Assert.Equal(SanctionHold.NotEnforced, Hold(unenforced, none, running));
        Assert.Equal(SanctionHold.PenaltyRuns, Hold(ladder, none, running with { CycleStart = Day }));
        Assert.Equal(SanctionHold.WindowReachesBack, Hold(ladder, none, restarted));
        Assert.Equal(SanctionHold.NoData, Hold(ladder, none, Standing.New));
        Assert.Equal(SanctionHold.BelowMinimumSample, Hold(ladder, few, Standing.New));
        Assert.Equal(SanctionHold.NothingMissed, Hold(ladder, Ladders.Figure(Day, 100, 100), Standing.New));
        Assert.Equal(
            SanctionHold.PenaltyWouldOverlap,
            Hold(ladder with { PausesWhilePenaltyRuns = false }, Ladders.Figure(Day, 1, 100), running));
        Assert.Equal(SanctionHold.QuotaUsed, Hold(ladder, Ladders.Figure(Day, 1, 100), running with { State = new Assessed() }));
    }

    // Each of the new causes together with those that stand behind it in the list.
    [Fact]
    public void Holds_are_named_in_the_order_of_the_list()
    {
        var exempt = Ladders.ReplyRate with
        {
            NewShopExemption = new NewShopExemption(3, null),
            ExemptDays = [new ExemptDays(Period.OfDay(Day.PlusDays(-1)), "春节", "Festival")],
        };
        var removed = Standing.New with { State = new Removed("p", Day.PlusDays(-9)) };
        var young = new AssessedShop(Day.PlusDays(-20));
        var none = Ladders.Figure(Day, 0, 0);
        var fined = Standing.New with { LastFined = Day.PlusMonths(-1).ToYearMonth() };
        var used = fined with { Penalties = [new CountedPenalty("c", Day.ToYearMonth())] };
        var improving = Ladders.Of(Ladders.Fine) with
        {
            PenaltiesPerMonth = 1,
            ImprovementMonth = new ImprovementMonth(Ladders.Proposal with { Actions = [] }),
        };
        var tired = Standing.New with { Points = [new CountedPoints(CountedPoints.WeekOf(Day), "a", 8)] };
        var asked = Standing.New with { LastProposal = Day.ToYearMonth() };

        Assert.Equal(SanctionHold.AlreadyJudged, Hold(exempt, none, removed with { LastEvaluatedOn = Day }));
        Assert.Equal(SanctionHold.ShopRemoved, Hold(exempt with { Steps = [] }, none, removed));
        Assert.Equal(SanctionHold.NotEnforced, SanctionPolicy.Judge(exempt with { Steps = [] }, none, Standing.New, young).Hold);
        Assert.Equal(SanctionHold.NewShopExempt, SanctionPolicy.Judge(exempt, none, Standing.New, young).Hold);
        Assert.Equal(SanctionHold.DaysExempt, Hold(exempt, none, Standing.New));
        Assert.Equal(SanctionHold.QuotaUsed, Hold(improving, Month(), used));
        Assert.Equal(SanctionHold.ImprovementMonth, Hold(improving, Month(), fined));
        Assert.Equal(SanctionHold.PointsExhausted, Hold(Ladders.Of(Ladders.Points), Ladders.Figure(Day, 1, 100), tired));
        Assert.Equal(SanctionHold.ProposalStands, Hold(Ladders.Of(Ladders.Proposal), Ladders.Figure(Day, 1, 100), asked));

        static AssessedFigure Month() => new(Period.OfMonth(Day), Day, new Rate(1, 100), 1);
    }

    [Theory]
    [InlineData("2024-01-15", null, "2024-04-01")]
    [InlineData("2024-01-31", null, "2024-04-01")]
    [InlineData("2024-01-15", 15, "2024-04-01")]
    [InlineData("2024-01-16", 15, "2024-05-01")]
    public void A_new_shop_is_assessed_from_the_fourth_month(string opened, int? lateAfterDay, string assessedFrom) => Assert.Equal(
        assessedFrom,
        $"{new NewShopExemption(3, lateAfterDay).AssessedFrom(NodaTime.Text.LocalDatePattern.Iso.Parse(opened).Value):R}");

    [Theory]
    [InlineData(8, true)]
    [InlineData(7, false)]
    public void Seven_full_days_lie_after_the_restart_day_or_nothing_is_judged(int daysAfterLastPenaltyDay, bool judged)
    {
        var dayOne = Day.PlusDays(-daysAfterLastPenaltyDay + 1);
        var hold = Hold(Ladders.ReplyRate, Ladders.Figure(Day, 100, 100), Standing.New with { CycleStart = dayOne });

        Assert.Equal(judged ? SanctionHold.NothingMissed : SanctionHold.WindowReachesBack, hold);
    }

    [Fact]
    public void A_revised_rate_on_the_same_side_of_every_threshold_judges_alike()
    {
        var rule = Ladders.ReplyRate.InForce();

        Assert.True(SanctionCourse.JudgesAlike(rule, Ladders.Figure(Day, 20, 100), Ladders.Figure(Day, 21, 100)));
        Assert.False(SanctionCourse.JudgesAlike(rule, Ladders.Figure(Day, 29, 100), Ladders.Figure(Day, 30, 100)));
        Assert.False(SanctionCourse.JudgesAlike(rule, Ladders.Figure(Day, 29, 100), Ladders.Figure(Day, 0, 0)));
    }

    private static SanctionHold? Hold(Domain.Rulebooks.SanctionLadder ladder, AssessedFigure figure, Standing standing) =>
        SanctionPolicy.Judge(ladder, figure, standing).Hold;
}
