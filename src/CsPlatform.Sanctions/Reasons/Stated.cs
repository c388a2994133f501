using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Statements;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;
using ShopKey = CsPlatform.Domain.Primitives.ShopKey;

namespace CsPlatform.Sanctions.Reasons;

/// <summary>Stored decisions and opened figures as statements are written from them.</summary>
internal static class Stated
{
    /// <summary>A decision as it was stored. Kinds have the same numbers on both sides.</summary>
    public static StatedDecision Decision(Decision decision) => new(
        new ShopKey(decision.Shop.Platform, decision.Shop.ShopId),
        decision.DecisionId,
        decision.ShopSequence,
        decision.MetricId,
        (SanctionDecisionKind)(int)decision.Kind,
        FromProto.Day(decision.EffectiveFrom),
        decision.EffectiveUntil.Length > 0 ? FromProto.Day(decision.EffectiveUntil) : null,
        decision.Figure is { } figure ? Figure(figure) : null,
        new RuleCitation(
            decision.Shop.Platform,
            decision.Citation.RulebookVersion,
            decision.Citation.RulebookHash,
            decision.Citation.RuleId,
            decision.Citation.Source),
        At(decision.DecidedAt))
    {
        CaseId = decision.CaseId.Length > 0 ? decision.CaseId : null,
        ReasonZh = decision.ReasonZh,
        ReasonEn = decision.ReasonEn,
        RuleZh = decision.RuleZh,
        RuleEn = decision.RuleEn,
        RestrictionKeys = [.. decision.RestrictionKeys],
        Correction = decision.Correction is { } correction ? Correction(correction) : null,
    };

    /// <summary>The figure that a decision rests on.</summary>
    public static AssessedFigure Figure(JudgedFigure figure) => new(
        new Period(FromProto.Day(figure.PeriodStart), FromProto.Day(figure.PeriodEnd)),
        FromProto.Day(figure.EvaluatedOn),
        new Rate(figure.Numerator, figure.Denominator),
        figure.Revision);

    /// <summary>Whether a decision takes something from the shop, so that there is something to appeal.</summary>
    public static bool IsBurden(DecisionKind kind) => kind is not (DecisionKind.Revoked or DecisionKind.CaseEnded
        or DecisionKind.ExamPassed or DecisionKind.MeasureRejected);

    /// <summary>A unit of an opened figure.</summary>
    public static StatedUnit Unit(ExplainedUnit unit) => new(
        unit.Id, unit.Day, unit.Reason, [.. unit.Turns.Select(Turn)], unit.Turns.Count > 0 ? [] : [.. unit.Evidence.Select(Event)]);

    private static StatedTurn Turn(ExplainedTurn turn) => new(
        Event(turn.Message),
        turn.DueAt is { } due ? At(due) : null,
        turn.Answer is { } answer ? Event(answer) : null,
        turn.Verdict,
        turn.Reason);

    private static StatedEvent Event(EventReference one) =>
        new($"{one.Source}/{one.EventId}", one.Partition, one.Position, At(one.OccurredAt));

    private static Instant At(Timestamp? at) => at is null
        ? Instant.FromUnixTimeTicks(0)
        : Instant.FromUnixTimeSeconds(at.Seconds).PlusNanoseconds(at.Nanos);

    private static StatedCorrection Correction(Correction correction)
    {
        var (zh, en) = correction.Cause switch
        {
            CorrectionCause.FigureRevised => ("指标被修订", "the figure was revised"),
            CorrectionCause.AppealUpheld => ("申诉成立", "an appeal was upheld"),
            CorrectionCause.IncidentDismissed => ("违规不再成立", "the incident is no longer upheld"),
            CorrectionCause.Exempted => ("该期间获豁免", "an exemption covers the period"),
            CorrectionCause.DayReversed => ("平台故障，当日处罚一并撤回", "a day's sanctions rested on a fault of the platform"),
            CorrectionCause.ExamReportedLate => ("按时通过的考试后来才上报", "an exam that was passed in time was reported later"),
            _ => ("复核", "it was looked at again"),
        };
        return new(correction.Revokes.Length > 0 ? correction.Revokes : null, zh, en, correction.TraceId);
    }
}
