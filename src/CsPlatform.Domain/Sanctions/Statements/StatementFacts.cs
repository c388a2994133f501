using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>What both languages of a statement are written from.</summary>
internal sealed class StatementFacts
{
    internal StatementFacts(StatedDecision decision, LadderInForce rule, StatedDecision? revoked, AppealTerms terms)
    {
        (Decision, Rule, Revoked, Terms) = (decision, rule, revoked, terms);
        Ground = GroundOf(decision, rule);
        Step = StepOf(decision, rule);
        Length = LengthOf(decision, rule, Step);
        Ways = Ground == StatementGround.Figure && rule.Metric is { } metric && decision.Figure is { } figure
            ? Avoidance.Of(rule.Ladder, figure.Rate, metric.Measure != MetricMeasure.Share)
            : [];
    }

    internal StatedDecision Decision { get; }

    internal LadderInForce Rule { get; }

    internal StatedDecision? Revoked { get; }

    internal AppealTerms Terms { get; }

    internal StatementGround Ground { get; }

    /// <summary>The step that was taken; null where no step of the ladder was.</summary>
    internal SanctionStep? Step { get; }

    /// <summary>How what is restricted ends; null where nothing is.</summary>
    internal RestrictionLength? Length { get; }

    internal IReadOnlyList<AvoidingWay> Ways { get; }

    /// <summary>Days from the first to the last one of the effect; null = no end of its own.</summary>
    internal int? Days => Decision.EffectiveUntil is { } until
        ? Period.Between(Decision.EffectiveFrom, until, PeriodUnits.Days).Days
        : null;

    /// <summary>Whether it takes something from the shop, so that there is something to appeal.</summary>
    internal bool IsBurden => Decision.Kind is not (SanctionDecisionKind.Revoked or SanctionDecisionKind.CaseEnded
        or SanctionDecisionKind.ExamPassed or SanctionDecisionKind.MeasureRejected);

    /// <summary>Whether what is proposed waits for a person.</summary>
    internal bool IsProposal => Decision.Kind is SanctionDecisionKind.ClearanceProposed or SanctionDecisionKind.MeasureProposed;

    private static StatementGround GroundOf(StatedDecision decision, LadderInForce rule) => decision.Kind switch
    {
        SanctionDecisionKind.Revoked => StatementGround.Correction,
        SanctionDecisionKind.ExamPassed => StatementGround.TaskPassed,
        SanctionDecisionKind.ExamFailed => StatementGround.TaskFailed,
        SanctionDecisionKind.CaseEnded => StatementGround.Ended,
        SanctionDecisionKind.MeasureApproved or SanctionDecisionKind.MeasureRejected => StatementGround.Person,
        // A proposal of a step stands alone; one that repeated months bring belongs to the case of the last penalty.
        SanctionDecisionKind.ClearanceProposed or SanctionDecisionKind.MeasureProposed when decision.CaseId is not null =>
            StatementGround.RepeatedMonths,
        _ when decision.Figure is not null => StatementGround.Figure,
        _ => rule.Ladder.Subject is IncidentSubject ? StatementGround.Incident : StatementGround.TaskFailed,
    };

    // A stored reason begins with the step's name, which is unique in its ladder.
    private static SanctionStep? StepOf(StatedDecision decision, LadderInForce rule) =>
        rule.Ladder.Steps.Append(rule.Ladder.ImprovementMonth?.WhenMissed)
            .FirstOrDefault(step => step is not null && decision.ReasonZh.StartsWith($"【{step.TextZh}】", StringComparison.Ordinal));

    private static RestrictionLength? LengthOf(StatedDecision decision, LadderInForce rule, SanctionStep? step)
    {
        if (decision.RestrictionKeys.Count == 0)
        {
            return null;
        }

        var actions = step is null ? rule.Ladder.Steps.SelectMany(s => s.Actions) : step.Actions;
        return actions
            .SelectMany(IEnumerable<SanctionAction> (action) => action is TaskAction task ? task.WhenFailed : [action])
            .OfType<RestrictionAction>()
            .FirstOrDefault(action => action.IsEnforced && action.Kinds.Select(kind => kind.Key).SequenceEqual(decision.RestrictionKeys))?.Length;
    }
}
