using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

public class SanctionMachineTests
{
    private static readonly LocalDate Day = new(2024, 1, 10);

    private static readonly Dictionary<string, Standing> States = new()
    {
        ["Assessed"] = Standing.New,
        ["Studying"] = After("40/100"),
        ["Limited"] = After("20/100"),
    };

    private static readonly Dictionary<string, Func<Standing, SanctionTrigger>> Triggers = new()
    {
        ["nothing missed"] = _ => Judged(null),
        ["remind"] = _ => Judged(Ladders.Remind),
        ["study"] = _ => Judged(Ladders.Study),
        ["limit"] = _ => Judged(Ladders.Limit),
        ["exam passed"] = s => new ExamPassed(s.Case?.Id ?? "none", Day.PlusDays(1)),
        ["exam passed late"] = s => new ExamPassed(s.Case?.Id ?? "none", Day.PlusDays(4)),
        ["exam passed for another case"] = _ => new ExamPassed("another", Day.PlusDays(1)),
        ["exam failed"] = s => new ExamFailed(s.Case?.Id ?? "none", Day.PlusDays(1)),
        ["next day"] = _ => new DayReached(Day.PlusDays(1)),
        ["day of the end"] = s => new DayReached(s.Until ?? Day.PlusDays(9)),
        ["day before"] = _ => new DayReached(Day.PlusDays(-1)),
    };

    [Fact]
    public void Every_state_answers_every_trigger()
    {
        var table = string.Join('\n', Triggers.Select(trigger => $"{trigger.Key} | " + string.Join(" | ",
            States.Values.Select(state => Describe(SanctionMachine.Move(state, trigger.Value(state)))))));

        Assert.Equal(
            """
            nothing missed | Assessed: Held | Studying: Held | Limited: Held
            remind | Assessed: Decided | Studying: Decided | Limited: Decided
            study | Studying: Decided | Studying: PenaltyRuns | Limited: PenaltyRuns
            limit | Limited: Decided | Studying: PenaltyRuns | Limited: PenaltyRuns
            exam passed | Assessed: NotWaitingForExam | Assessed: Decided | Limited: NotWaitingForExam
            exam passed late | Assessed: NotWaitingForExam | Studying: TakenAfterDeadline | Limited: NotWaitingForExam
            exam passed for another case | Assessed: NotWaitingForExam | Studying: NotWaitingForExam | Limited: NotWaitingForExam
            exam failed | Assessed: NotWaitingForExam | Studying: MayTryAgain | Limited: NotWaitingForExam
            next day | Assessed: NothingDue | Studying: NothingDue | Limited: NothingDue
            day of the end | Assessed: NothingDue | Limited: Decided | Assessed: Decided
            day before | Assessed: NothingDue | Studying: NothingDue | Limited: NothingDue
            """,
            table);
    }

    [Fact]
    public void The_table_above_names_every_state_and_every_trigger()
    {
        Assert.Equal(CasesOf<SanctionState>(), [.. States.Values.Select(state => state.State.GetType().Name).Order()]);
        Assert.Equal(CasesOf<SanctionTrigger>(),
            [.. Triggers.Values.Select(make => make(Standing.New).GetType().Name).Distinct().Order()]);
    }

    [Fact]
    public void A_case_keeps_the_rule_it_was_opened_under()
    {
        var opened = SanctionCourse.Assess(
            Standing.New, (Ladders.ReplyRate with { Steps = [Ladders.Study with { LimitDaysWhenFailed = 5 }] }).InForce(),
            Ladders.Figure(Day, 1, 100)).Standing;

        var limit = SanctionCourse.Assess(opened, Ladders.ReplyRate.InForce(), Ladders.Figure(Day.PlusDays(4), 1, 100))
            .Decisions.Single(decision => decision.Kind == SanctionDecisionKind.TrafficLimited);

        Assert.Equal(limit.EffectiveFrom.PlusDays(5), limit.EffectiveUntil);
    }

    [Fact]
    public void Ids_name_metric_day_and_kind_and_steps_of_a_case_share_its_id()
    {
        var outcome = SanctionCourse.Assess(Standing.New, Ladders.ReplyRate.InForce(), Ladders.Figure(Day, 40, 100));
        var failed = SanctionMachine.Move(outcome.Standing, new DayReached(Day.PlusDays(30)));

        Assert.Equal(
            [
                "xhs.reply_rate_3min:2024-01-10:study-assigned", "xhs.reply_rate_3min:2024-01-14:exam-failed",
                "xhs.reply_rate_3min:2024-01-14:traffic-limited", "xhs.reply_rate_3min:2024-01-17:case-ended",
            ],
            outcome.Decisions.Concat(failed.Decisions).Select(decision => decision.Id));
        Assert.Equal(
            ["xhs.reply_rate_3min:2024-01-10"],
            outcome.Decisions.Concat(failed.Decisions).Select(decision => decision.CaseId).Distinct());
    }

    private static List<string> CasesOf<T>() => [.. typeof(T).Assembly.GetTypes()
        .Where(type => type.BaseType == typeof(T)).Select(type => type.Name).Order()];

    private static string Describe(SanctionOutcome outcome) => $"{outcome.Standing.State.GetType().Name}: {outcome.Answer}";

    private static FigureJudged Judged(SanctionStep? step) => new(
        Ladders.ReplyRate.InForce(),
        Ladders.Figure(Day, 10, 100),
        step is null ? new Judgement(null, null, SanctionHold.NothingMissed) : new Judgement(step, step, null));

    private static Standing After(string rate) => SanctionScenario.Play(
        Ladders.ReplyRate,
        $"{Day:R} | {rate} | {(rate == "40/100" ? "study to 01-13" : "limit to 01-12")} counts 2024-01");
}
