using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What the machine does with a judged step: carries out its actions in their order, as one penalty.</summary>
internal static class Steps
{
    internal static SanctionOutcome Answer(Standing standing, StepJudged judged)
    {
        var judgement = judged.Judgement;
        if (judgement.Step is not { } step)
        {
            return Recovers(standing, judgement)
                ? Recover(standing, judged, next: null) with { Hold = judgement.Hold }
                : new(standing, [], SanctionAnswer.Held, judgement.Hold);
        }

        if (standing.State is Removed)
        {
            return new(standing, [], SanctionAnswer.Held, judgement.Hold ?? SanctionHold.ShopRemoved);
        }

        if (step.IsPenalty && step.Runs && standing.State is not Assessed)
        {
            return standing.State is Limited { Open.UntilRecovery: true }
                ? Take(Recover(standing, judged, step), judged, step) with { Hold = judgement.Hold }
                : new(standing, [], SanctionAnswer.PenaltyRuns, judgement.Hold);
        }

        var present = Recovers(standing, judgement)
            ? Recover(standing, judged, next: null)
            : new SanctionOutcome(standing, [], SanctionAnswer.Held);
        return Take(present, judged, step) with { Hold = judgement.Hold };
    }

    // Only a figure that was looked at and found good lifts: no data lifts nothing (handbook G8).
    private static bool Recovers(Standing standing, Judgement judgement) =>
        standing.State is Limited { Open.UntilRecovery: true }
        && (judgement.Hold is SanctionHold.NothingMissed
            || judgement is { Hold: null or SanctionHold.ProposalStands, Missed.IsPenalty: false });

    private static SanctionOutcome Recover(Standing standing, StepJudged judged, SanctionStep? next)
    {
        if (judged is not FigureJudged { Figure: var figure } || standing.State is not Limited limited)
        {
            return new(standing, [], SanctionAnswer.Held);
        }

        var ended = SanctionMachine.End(standing, limited.Case, figure.EffectiveOn, new Recovered(limited.Case, figure, next), []);
        return ended with { Standing = ended.Standing with { Run = judged.Judgement.Run } };
    }

    private static SanctionOutcome Take(SanctionOutcome present, StepJudged judged, SanctionStep step)
    {
        var taken = new List<SanctionDecision>(present.Decisions);
        var (standing, month) = (present.Standing, judged.EffectiveOn.ToYearMonth());
        var caseId = step.IsPenalty ? Decisions.CaseIdOf(judged) : null;
        var quota = step.IsPenalty ? month : (YearMonth?)null;
        foreach (var action in step.Actions.Where(action => action.IsEnforced && !Awaits(standing, action)))
        {
            var decision = Decisions.Carry(
                judged, Capped(action, standing, judged.EffectiveOn), action.IsPenalty ? caseId : null, Until(action, judged.EffectiveOn), null);
            if (decision.Action is PointsAction { Count: 0 })
            {
                continue;
            }

            if (action.IsPenalty && quota is not null)
            {
                (decision, quota) = (decision with { QuotaMonth = quota }, null);
            }

            taken.Add(decision);
            standing = Remember(standing, judged, decision);
        }

        if (step.IsPenalty)
        {
            standing = standing with { State = Running(standing, judged, step) };
            standing = Count(standing, judged, step, caseId!, taken);
        }

        return new(standing, taken, SanctionAnswer.Decided);
    }

    // Whoever has been asked is not asked once more each day: an unanswered proposal of the measure stands.
    private static bool Awaits(Standing standing, SanctionAction action) =>
        action is ProposalAction proposal && standing.Proposals.Any(open => open.Measure == proposal.Measure);

    private static SanctionAction Capped(SanctionAction action, Standing standing, LocalDate on) =>
        action is PointsAction { MostPerWeek: { } most } points
            ? points with { Count = Math.Clamp(most - standing.PointsIn(on, points.ClassKey), 0, points.Count ?? 0) }
            : action;

    private static LocalDate? Until(SanctionAction action, LocalDate on) => action switch
    {
        TaskAction task => on.PlusDays(task.DaysUntilFailed),
        RestrictionAction restriction => RunningRestriction.Starting(restriction, on).Until,
        _ => null,
    };

    private static Standing Remember(Standing standing, StepJudged judged, SanctionDecision decision) => decision.Action switch
    {
        PointsAction points => standing with
        {
            Points =
            [
                .. standing.Points.Where(earlier => earlier.Week == CountedPoints.WeekOf(judged.EffectiveOn)),
                new CountedPoints(CountedPoints.WeekOf(judged.EffectiveOn), points.ClassKey, points.Count ?? 0),
            ],
        },
        ProposalAction => standing with
        {
            Proposals = [.. standing.Proposals, Decisions.Proposal(judged, decision)],
            LastProposal = judged.EffectiveOn.ToYearMonth(),
        },
        FineAction => standing with
        {
            LastFined = judged is FigureJudged figure ? SanctionPolicy.MonthOf(figure.Figure) : judged.EffectiveOn.ToYearMonth(),
        },
        _ => standing,
    };

    private static SanctionState Running(Standing standing, StepJudged judged, SanctionStep step)
    {
        if (!step.Runs)
        {
            return standing.State;
        }

        List<RunningRestriction> running = [.. step.Actions.OfType<RestrictionAction>().Where(rule => rule.IsEnforced)
            .Select(rule => RunningRestriction.Starting(rule, judged.EffectiveOn))];
        return step.Actions.OfType<TaskAction>().FirstOrDefault() is { } task
            ? new Studying(Decisions.Open(judged, task.WhenFailed), judged.EffectiveOn, judged.EffectiveOn.PlusDays(task.DaysUntilFailed))
            {
                Restrictions = running,
            }
            : new Limited(Decisions.Open(judged, []), running);
    }

    /// <summary>Counts a new penalty against its month and makes the proposal when that makes repeated months complete.</summary>
    private static Standing Count(
        Standing standing, StepJudged judged, SanctionStep step, string caseId, List<SanctionDecision> taken)
    {
        var month = judged.EffectiveOn.ToYearMonth();
        var counted = standing with { Penalties = [.. standing.Penalties, new CountedPenalty(caseId, month)] };
        if (judged.Rule.Ladder.RepeatEscalation is not { } escalation || counted.LastProposal == month)
        {
            return counted;
        }

        var bad = BadMonths(counted, escalation, month);
        if (!bad.Contains(month) || bad.Count < escalation.Months)
        {
            return counted;
        }

        taken.Add(Decisions.Repeated(judged, caseId, escalation, bad));
        return Remember(counted, judged, taken[^1]);
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
}
