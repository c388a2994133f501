using CsPlatform.Domain.Sanctions;
using NodaTime;

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
