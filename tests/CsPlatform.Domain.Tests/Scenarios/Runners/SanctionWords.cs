using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>Writes what an event led to as the tables do; the day after "to" is the last one of effect.</summary>
internal static class SanctionWords
{
    public static string Of(SanctionOutcome outcome)
    {
        var decided = string.Join(", ", outcome.Decisions.Select(Of));
        var answer = outcome.Answer switch
        {
            SanctionAnswer.Held => $"({outcome.Hold})",
            SanctionAnswer.Decided or SanctionAnswer.NothingDue => "",
            var other => $"({other})",
        };
        return (decided, answer) switch
        {
            ("", "") => "-",
            ("", _) => answer,
            (_, "") => decided,
            _ => $"{decided} {answer}",
        };
    }

    private static string Of(SanctionDecision decision)
    {
        var until = decision.EffectiveUntil is { } end ? $" to {end.PlusDays(-1):MM-dd}" : "";
        var quota = decision.QuotaMonth is { } month ? $" counts {month:uuuu-MM}" : "";
        return Word(decision) + until + quota;
    }

    private static string Word(SanctionDecision decision) => decision.Kind switch
    {
        SanctionDecisionKind.Reminded => "remind",
        SanctionDecisionKind.Warned => "warn",
        SanctionDecisionKind.StudyAssigned => "study",
        SanctionDecisionKind.ExamPassed => "passed",
        SanctionDecisionKind.ExamFailed => "failed",
        SanctionDecisionKind.TrafficLimited => "limit",
        SanctionDecisionKind.Restricted => $"restrict {((RestrictionAction)decision.Action!).Key}",
        SanctionDecisionKind.Fined => $"fine {((FineAction)decision.Action!).AmountId}",
        SanctionDecisionKind.PointsTaken => $"{((PointsAction)decision.Action!).Count} points {((PointsAction)decision.Action!).ClassKey}",
        SanctionDecisionKind.CaseEnded => $"day 1 is {decision.EffectiveFrom:MM-dd}",
        SanctionDecisionKind.ClearanceProposed or SanctionDecisionKind.MeasureProposed =>
            $"propose {MeasureText.Key(((ProposalAction)decision.Action!).Measure)}",
        SanctionDecisionKind.MeasureApproved => "approved",
        SanctionDecisionKind.MeasureRejected => "rejected",
        _ => throw new InvalidOperationException($"No word for {decision.Kind}."),
    };
}
