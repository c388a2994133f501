using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// Moves a standing. Total: every state answers every trigger.
/// <code>
///             a step was judged              ExamPassed         ExamFailed        MerchantActed    DayReached
///  Assessed   task: Studying                 refused            refused           refused          nothing due
///             restriction: Limited
///             anything else: stays
///  Studying   notice, points, fine: stays    in time: ends the  in time: stays    refused          deadline: Limited
///             else refused                   task                                                  or Assessed
///  Limited    as above; recovery: Assessed;  refused            refused           open: Assessed   end: Assessed
///             another step: Limited anew
///  Removed    held                           refused            refused           refused          nothing due
/// </code>
/// ProposalAnswered: an unanswered proposal of the standing is settled in every state; approval of a removal leads to Removed.
/// </summary>
public static class SanctionMachine
{
    /// <summary>The new standing and the decisions that a trigger leads to.</summary>
    public static SanctionOutcome Move(Standing standing, SanctionTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return (standing.State, trigger) switch
        {
            (_, StepJudged judged) => Steps.Answer(Note(standing, judged), judged),
            (Studying studying, ExamPassed exam) when exam.CaseId == studying.Case.Id => Pass(standing, studying, exam),
            (Studying studying, ExamFailed exam) when exam.CaseId == studying.Case.Id =>
                Stay(standing, RefusalOf(studying, exam.TakenOn) ?? SanctionAnswer.MayTryAgain),
            (_, ExamPassed or ExamFailed) => Stay(standing, SanctionAnswer.NotWaitingForExam),
            (Limited { Open.UntilMerchantActs: true } limited, MerchantActed acted) when acted.CaseId == limited.Case.Id =>
                Lift(standing, limited, acted),
            (_, MerchantActed) => Stay(standing, SanctionAnswer.NotWaitingForMerchant),
            (_, ProposalAnswered answer) => Settle(standing, answer),
            (_, DayReached reached) => Reach(standing, reached.Day),
            _ => throw new UnreachableException($"No answer for {trigger} in {standing.State}."),
        };
    }

    internal static SanctionOutcome Stay(Standing standing, SanctionAnswer answer) => new(standing, [], answer);

    internal static SanctionOutcome End(
        Standing standing, OpenCase of, LocalDate dayOne, SanctionReason reason, IReadOnlyList<SanctionDecision> before)
    {
        var ended = Decisions.Of(of, SanctionDecisionKind.CaseEnded, dayOne, null, reason);
        return new(
            standing with { State = new Assessed(), CycleStart = dayOne, Run = null }, [.. before, ended], SanctionAnswer.Decided);
    }

    private static Standing Note(Standing standing, StepJudged judged) => judged switch
    {
        { Judgement.Hold: SanctionHold.AlreadyJudged } => standing,
        FigureJudged figure when KeepsRun(figure) => standing with
        {
            LastEvaluatedOn = Later(standing.LastEvaluatedOn, figure.Figure.EvaluatedOn),
            LastHold = figure.Judgement.Hold,
        },
        FigureJudged figure => standing with
        {
            LastEvaluatedOn = Later(standing.LastEvaluatedOn, figure.Figure.EvaluatedOn),
            LastHold = figure.Judgement.Hold,
            Run = figure.Judgement.Run,
        },
        IncidentJudged incident => standing with
        {
            Incidents = [.. standing.Incidents, new CountedIncident(incident.Incident.Id, incident.EffectiveOn.ToYearMonth())],
            LastHold = incident.Judgement.Hold,
        },
        _ => throw new UnreachableException($"No such judgement: {judged}."),
    };

    private static LocalDate Later(LocalDate? known, LocalDate day) => known > day ? known.Value : day;

    // A period that was not looked at neither lengthens a run nor breaks it: the gap it leaves does.
    private static bool KeepsRun(FigureJudged judged) =>
        judged.Judgement.Missed is null && judged.Judgement.Hold is not (SanctionHold.NothingMissed or SanctionHold.RunTooShort);

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
        var dayOne = exam.TakenOn.PlusDays(1);
        if (studying.Restrictions.Any(restriction => restriction.Until > dayOne))
        {
            var rest = new Limited(studying.Case, studying.Restrictions);
            return new(standing with { State = rest }, [passed], SanctionAnswer.Decided);
        }

        return End(standing, studying.Case, dayOne, new PenaltyServed(studying.Case, dayOne), [passed]);
    }

    private static SanctionOutcome Lift(Standing standing, Limited limited, MerchantActed acted) =>
        acted.ActedOn < limited.Restrictions[0].From
            ? Stay(standing, SanctionAnswer.ActedBeforeRestricted)
            : End(standing, limited.Case, acted.ActedOn.PlusDays(1), new PutRight(limited.Case, acted.ActedOn), []);

    private static SanctionOutcome Settle(Standing standing, ProposalAnswered answer)
    {
        if (standing.Proposals.FirstOrDefault(proposal => proposal.DecisionId == answer.ProposalId) is not { } open)
        {
            return Stay(standing, SanctionAnswer.NoSuchProposal);
        }

        if (answer.AnsweredOn < open.ProposedOn)
        {
            return Stay(standing, SanctionAnswer.AnsweredBeforeProposed);
        }

        var settled = standing with { Proposals = [.. standing.Proposals.Where(proposal => !ReferenceEquals(proposal, open))] };
        var removes = answer.IsApproved && MeasureText.RemovesShop(open.Measure) && standing.State is not Removed;
        return new(
            removes ? settled with { State = new Removed(open.DecisionId, answer.AnsweredOn) } : settled,
            [Decisions.Answered(open, answer)],
            SanctionAnswer.Decided);
    }

    /// <summary>
    /// Days may be skipped: a late clock takes the same decisions, with the same days, as one that strikes every day.
    /// </summary>
    private static SanctionOutcome Reach(Standing standing, LocalDate day)
    {
        if (standing.Until is not { } due || due > day)
        {
            return Stay(standing, SanctionAnswer.NothingDue);
        }

        var taken = new List<SanctionDecision>();
        if (standing.State is Studying studying)
        {
            standing = Fail(standing, studying, taken);
            if (standing.State is not Limited)
            {
                return End(standing, studying.Case, due, new PenaltyServed(studying.Case, due), taken);
            }
        }

        return standing.State is Limited { Until: { } end } limited && end <= day
            ? End(standing, limited.Case, end, new PenaltyServed(limited.Case, end), taken)
            : new(standing, taken, SanctionAnswer.Decided);
    }

    private static Standing Fail(Standing standing, Studying studying, List<SanctionDecision> taken)
    {
        var (of, failsOn) = (studying.Case, studying.FailsOn);
        var reason = new NotPassedInTime(of, studying.PushedOn, failsOn);
        taken.Add(Decisions.Of(of, SanctionDecisionKind.ExamFailed, failsOn, null, reason));
        List<RunningRestriction> running = [.. studying.Restrictions.Where(restriction => restriction.Until > failsOn)];
        foreach (var rule in of.WhenFailed.Where(rule => rule.IsEnforced))
        {
            running.Add(RunningRestriction.Starting(rule, failsOn));
            taken.Add(Decisions.WhenFailed(of, running[^1], reason));
        }

        return running.Count == 0 ? standing : standing with { State = new Limited(of, running) };
    }
}
