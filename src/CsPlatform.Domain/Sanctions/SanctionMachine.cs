using System.Diagnostics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// Moves a standing. Total: every state answers every trigger.
/// <code>
///              FigureJudged                  ExamPassed            ExamFailed            DayReached
///  Assessed    remind: stays                 refused               refused               nothing due
///              study: Studying
///              limit: Limited
///  Studying    remind: stays; else refused   in time: Assessed     in time: stays        deadline: Limited
///  Limited     remind: stays; else refused   refused               refused               end: Assessed
/// </code>
/// </summary>
public static class SanctionMachine
{
    /// <summary>The new standing and the decisions that a trigger leads to.</summary>
    public static SanctionOutcome Move(Standing standing, SanctionTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return (standing.State, trigger) switch
        {
            (_, FigureJudged judged) => Answer(Note(standing, judged), judged) with { Hold = judged.Judgement.Hold },
            (Studying studying, ExamPassed exam) when exam.CaseId == studying.Case.Id => Pass(standing, studying, exam),
            (Studying studying, ExamFailed exam) when exam.CaseId == studying.Case.Id =>
                Stay(standing, RefusalOf(studying, exam.TakenOn) ?? SanctionAnswer.MayTryAgain),
            (_, ExamPassed or ExamFailed) => Stay(standing, SanctionAnswer.NotWaitingForExam),
            (_, DayReached reached) => Reach(standing, reached.Day),
            _ => throw new UnreachableException($"No answer for {trigger} in {standing.State}."),
        };
    }

    private static SanctionOutcome Stay(Standing standing, SanctionAnswer answer) => new(standing, [], answer);

    private static Standing Note(Standing standing, FigureJudged judged) => judged.Judgement.Hold is SanctionHold.AlreadyJudged
        ? standing
        : standing with { LastEvaluatedOn = judged.Figure.EvaluatedOn, LastHold = judged.Judgement.Hold };

    private static SanctionOutcome Answer(Standing standing, FigureJudged judged) =>
        (standing.State, judged.Judgement.Step) switch
    {
        (_, null) => Stay(standing, SanctionAnswer.Held),
        (_, RemindStep) => new(standing, [Decisions.Reminder(judged)], SanctionAnswer.Decided),
        (Assessed, StudyStep step) => Assign(standing, judged, step),
        (Assessed, TrafficLimitStep step) => Limit(standing, judged, step),
        (_, StudyStep or TrafficLimitStep) => Stay(standing, SanctionAnswer.PenaltyRuns),
        (_, var step) => throw new UnreachableException($"No such step: {step}."),
    };

    private static SanctionOutcome Assign(Standing standing, FigureJudged judged, StudyStep step)
    {
        var pushedOn = judged.Figure.EvaluatedOn;
        var opened = Decisions.Open(judged, step.LimitDaysWhenFailed);
        var failsOn = pushedOn.PlusDays(step.DaysToPass + 1);
        return Count(
            standing with { State = new Studying(opened, pushedOn, failsOn) },
            judged,
            Decisions.Penalty(judged, SanctionDecisionKind.StudyAssigned, failsOn));
    }

    private static SanctionOutcome Limit(Standing standing, FigureJudged judged, TrafficLimitStep step)
    {
        var from = judged.Figure.EvaluatedOn;
        var limit = new Period(from, from.PlusDays(step.Days));
        return Count(
            standing with { State = new Limited(Decisions.Open(judged, limitDaysWhenFailed: 0), limit) },
            judged,
            Decisions.Penalty(judged, SanctionDecisionKind.TrafficLimited, limit.End));
    }

    /// <summary>Counts a new penalty against its month and proposes removal when that makes repeated months complete.</summary>
    private static SanctionOutcome Count(Standing standing, FigureJudged judged, SanctionDecision penalty)
    {
        var month = judged.Figure.EvaluatedOn.ToYearMonth();
        var counted = standing with { Penalties = [.. standing.Penalties, new CountedPenalty(penalty.CaseId!, month)] };
        if (judged.Rule.Ladder.RepeatEscalation is not { } escalation || counted.LastProposal == month)
        {
            return new(counted, [penalty], SanctionAnswer.Decided);
        }

        var bad = BadMonths(counted, escalation, month);
        return bad.Contains(month) && bad.Count >= escalation.Months
            ? new(
                counted with { LastProposal = month },
                [penalty, Decisions.Clearance(judged, penalty.CaseId!, escalation, bad)],
                SanctionAnswer.Decided)
            : new(counted, [penalty], SanctionAnswer.Decided);
    }

    private static List<YearMonth> BadMonths(Standing standing, RepeatEscalation escalation, YearMonth last)
    {
        var span = MonthSpan.Ending(last, escalation.WithinMonths);
        return [.. standing.Penalties
            .Where(penalty => span.Contains(penalty.Month))
            .GroupBy(penalty => penalty.Month)
            .Where(group => group.Count() >= escalation.PenaltiesInEach)
            .Select(group => group.Key)
            .Order()];
    }

    private static SanctionAnswer? RefusalOf(Studying studying, LocalDate takenOn) =>
        takenOn < studying.PushedOn ? SanctionAnswer.TakenBeforeAssigned
        : takenOn >= studying.FailsOn ? SanctionAnswer.TakenAfterDeadline
        : null;

    private static SanctionOutcome Pass(Standing standing, Studying studying, ExamPassed exam)
    {
        if (RefusalOf(studying, exam.TakenOn) is { } refusal)
        {
            return Stay(standing, refusal);
        }

        var reason = new PassedInTime(studying.Case, exam.TakenOn);
        var passed = Decisions.Of(studying.Case, SanctionDecisionKind.ExamPassed, exam.TakenOn, null, reason);
        return End(standing, studying.Case, exam.TakenOn.PlusDays(1), [passed]);
    }

    private static SanctionOutcome End(Standing standing, OpenCase of, LocalDate dayOne, IEnumerable<SanctionDecision> before)
    {
        var ended = Decisions.Of(of, SanctionDecisionKind.CaseEnded, dayOne, null, new PenaltyServed(of, dayOne));
        return new(standing with { State = new Assessed(), CycleStart = dayOne }, [.. before, ended], SanctionAnswer.Decided);
    }

    /// <summary>
    /// Days may be skipped: a late clock takes the same decisions, with the same days, as one that strikes every day.
    /// </summary>
    private static SanctionOutcome Reach(Standing standing, LocalDate day)
    {
        var taken = new List<SanctionDecision>();
        if (standing.State is Studying studying && studying.FailsOn <= day)
        {
            var limit = new Period(studying.FailsOn, studying.FailsOn.PlusDays(studying.Case.LimitDaysWhenFailed));
            var reason = new NotPassedInTime(studying.Case, studying.PushedOn, studying.FailsOn);
            taken.Add(Decisions.Of(studying.Case, SanctionDecisionKind.ExamFailed, limit.Start, null, reason));
            taken.Add(Decisions.Of(studying.Case, SanctionDecisionKind.TrafficLimited, limit.Start, limit.End, reason));
            standing = standing with { State = new Limited(studying.Case, limit) };
        }

        return standing.State is Limited limited && limited.Limit.End <= day
            ? End(standing, limited.Case, limited.Limit.End, taken)
            : new(standing, taken, taken.Count > 0 ? SanctionAnswer.Decided : SanctionAnswer.NothingDue);
    }
}
