using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

public class SanctionMachineTests
{
    private static readonly LocalDate Day = new(2024, 1, 10);

    private static readonly OpenProposal Proposed =
        new("m:2024-01-10:clearance-proposed", IrreversibleMeasure.ClearOut, Day, "指标", "Metric", "规则", "Rule", Rule().Citation);

    // For each state: the state it leads to, where that is another kind, and the answer.
    private const string Table = """
        trigger              | assessed          | studying          | limited           | until recovery    | until merchant    | removed
        nothing missed       | held              | held              | held              | Assessed, decided | held              | held
        no data              | held              | held              | held              | held              | held              | held
        remind               | decided           | decided           | decided           | Assessed, decided | decided           | held
        study                | Studying, decided | penalty runs      | penalty runs      | Studying, decided | penalty runs      | held
        limit                | Limited, decided  | penalty runs      | penalty runs      | decided           | penalty runs      | held
        shield               | Limited, decided  | penalty runs      | penalty runs      | decided           | penalty runs      | held
        fine                 | decided           | decided           | decided           | decided           | decided           | held
        points               | decided           | decided           | decided           | decided           | decided           | held
        proposal             | decided           | decided           | decided           | Assessed, decided | decided           | held
        incident             | decided           | decided           | decided           | decided           | decided           | held
        exam passed          | no exam           | Assessed, decided | no exam           | no exam           | no exam           | no exam
        exam passed early    | no exam           | too early         | no exam           | no exam           | no exam           | no exam
        exam passed late     | no exam           | too late          | no exam           | no exam           | no exam           | no exam
        exam of another case | no exam           | no exam           | no exam           | no exam           | no exam           | no exam
        exam failed          | no exam           | may retry         | no exam           | no exam           | no exam           | no exam
        merchant acts        | not asked         | not asked         | not asked         | not asked         | Assessed, decided | not asked
        merchant acted early | not asked         | not asked         | not asked         | not asked         | acted early       | not asked
        approved             | no such           | Removed, decided  | Removed, decided  | Removed, decided  | Removed, decided  | decided
        rejected             | no such           | decided           | decided           | decided           | decided           | decided
        approved before      | no such           | answered early    | answered early    | answered early    | answered early    | answered early
        unknown proposal     | no such           | no such           | no such           | no such           | no such           | no such
        next day             | not due           | not due           | not due           | not due           | not due           | not due
        day of the end       | not due           | Limited, decided  | Assessed, decided | not due           | not due           | not due
        day before           | not due           | not due           | not due           | not due           | not due           | not due
        """;

    private static readonly Dictionary<SanctionAnswer, string> Words = new()
    {
        [SanctionAnswer.Decided] = "decided",
        [SanctionAnswer.Held] = "held",
        [SanctionAnswer.PenaltyRuns] = "penalty runs",
        [SanctionAnswer.NothingDue] = "not due",
        [SanctionAnswer.NotWaitingForExam] = "no exam",
        [SanctionAnswer.TakenBeforeAssigned] = "too early",
        [SanctionAnswer.TakenAfterDeadline] = "too late",
        [SanctionAnswer.MayTryAgain] = "may retry",
        [SanctionAnswer.NotWaitingForMerchant] = "not asked",
        [SanctionAnswer.ActedBeforeRestricted] = "acted early",
        [SanctionAnswer.NoSuchProposal] = "no such",
        [SanctionAnswer.AnsweredBeforeProposed] = "answered early",
    };

    // A proposal waits in every state but the first.
    private static readonly Dictionary<string, Standing> States = new()
    {
        ["assessed"] = Standing.New,
        ["studying"] = After(Ladders.Study),
        ["limited"] = After(Ladders.Limit),
        ["until recovery"] = After(Ladders.Delist),
        ["until merchant"] = After(Ladders.Shield),
        ["removed"] = Standing.New with { State = new Removed("earlier", Day), Proposals = [Proposed] },
    };

    private static readonly Dictionary<string, Func<Standing, SanctionTrigger>> Triggers = new()
    {
        ["nothing missed"] = _ => Judged(null, SanctionHold.NothingMissed),
        ["no data"] = _ => Judged(null, SanctionHold.NoData),
        ["remind"] = _ => Judged(Ladders.Remind),
        ["study"] = _ => Judged(Ladders.Study),
        ["limit"] = _ => Judged(Ladders.Limit),
        ["shield"] = _ => Judged(Ladders.Shield),
        ["fine"] = _ => Judged(Ladders.Fine),
        ["points"] = _ => Judged(Ladders.Points),
        ["proposal"] = _ => Judged(Ladders.Proposal),
        ["incident"] = _ => new IncidentJudged(Rule(), new UpheldIncident("i-1", "severe", Day), new(Ladders.Points, Ladders.Points, null)),
        ["exam passed"] = s => new ExamPassed(s.Case?.Id ?? "none", Day.PlusDays(1)),
        ["exam passed early"] = s => new ExamPassed(s.Case?.Id ?? "none", Day.PlusDays(-1)),
        ["exam passed late"] = s => new ExamPassed(s.Case?.Id ?? "none", Day.PlusDays(4)),
        ["exam of another case"] = _ => new ExamPassed("another", Day.PlusDays(1)),
        ["exam failed"] = s => new ExamFailed(s.Case?.Id ?? "none", Day.PlusDays(1)),
        ["merchant acts"] = s => new MerchantActed(s.Case?.Id ?? "none", Day.PlusDays(1)),
        ["merchant acted early"] = s => new MerchantActed(s.Case?.Id ?? "none", Day.PlusDays(-1)),
        ["approved"] = _ => new ProposalAnswered(Proposed.DecisionId, IsApproved: true, Day.PlusDays(1)),
        ["rejected"] = _ => new ProposalAnswered(Proposed.DecisionId, IsApproved: false, Day.PlusDays(1)),
        ["approved before"] = _ => new ProposalAnswered(Proposed.DecisionId, IsApproved: true, Day.PlusDays(-1)),
        ["unknown proposal"] = _ => new ProposalAnswered("none", IsApproved: true, Day.PlusDays(1)),
        ["next day"] = _ => new DayReached(Day.PlusDays(1)),
        ["day of the end"] = s => new DayReached(s.Until ?? Day.PlusDays(9)),
        ["day before"] = _ => new DayReached(Day.PlusDays(-1)),
    };

    [Fact]
    public void Every_state_answers_every_trigger()
    {
        string[] head = ["trigger", .. States.Keys];
        var table = Triggers.Select(trigger => (string[])[trigger.Key, .. States.Values.Select(state => Describe(state, trigger.Value(state)))]);

        Assert.Equal(
            Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)),
            [head, .. table]);
    }

    [Fact]
    public void The_table_names_every_state_and_every_trigger()
    {
        Assert.Equal(CasesOf<SanctionState>(), [.. States.Values.Select(state => state.State.GetType().Name).Distinct().Order()]);
        Assert.Equal(CasesOf<SanctionTrigger>(),
            [.. Triggers.Values.Select(make => make(Standing.New).GetType().Name).Distinct().Order()]);
    }

    [Fact]
    public void Every_answer_occurs_in_the_table()
    {
        var answers = Triggers.Values.SelectMany(make => States.Values.Select(state => SanctionMachine.Move(state, make(state)).Answer));

        Assert.Equal(Enum.GetValues<SanctionAnswer>(), [.. answers.Distinct().Order()]);
    }

    [Fact]
    public void A_case_keeps_the_rule_it_was_opened_under()
    {
        var opened = SanctionCourse.Assess(
            Standing.New, (Ladders.ReplyRate with { Steps = [Ladders.StudyWith(limitDaysWhenFailed: 5)] }).InForce(),
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
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name).Order()];

    private static string Describe(Standing before, SanctionTrigger trigger)
    {
        var after = SanctionMachine.Move(before, trigger);
        var to = after.Standing.State.GetType();
        return (to == before.State.GetType() ? "" : $"{to.Name}, ") + Words[after.Answer];
    }

    private static LadderInForce Rule() => (Ladders.ReplyRate with
    {
        Subject = new IncidentSubject([new IncidentGrade("severe", "严重", "severe")]),
        PausesWhilePenaltyRuns = false,
    }).InForce();

    private static FigureJudged Judged(SanctionStep? step, SanctionHold? hold = null) =>
        new(Ladders.ReplyRate.InForce(), Ladders.Figure(Day, 10, 100), new Judgement(step, step, hold));

    private static Standing After(SanctionStep step) => SanctionCourse.Assess(
        Standing.New with { Proposals = [Proposed] }, Ladders.Of(step).InForce(), Ladders.Figure(Day, 1, 100)).Standing;
}
