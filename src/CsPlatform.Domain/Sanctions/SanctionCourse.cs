using CsPlatform.Domain.Sanctions.Dockets;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>One figure's, or incident's, whole course: the clock reaches its day, the policy judges, the machine moves.</summary>
public static class SanctionCourse
{
    /// <summary>Where a closed figure leaves the standing. The answer is the one to the judged figure.</summary>
    public static SanctionOutcome Assess(Standing standing, LadderInForce rule, AssessedFigure figure, HearingTerms? terms = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(figure);
        var on = terms ?? HearingTerms.Plain;
        var reached = Reach(standing, figure.EffectiveOn);
        var present = reached?.Standing ?? standing;
        var judgement = Hearing.Adjust(SanctionPolicy.Judge(rule.Ladder, figure, present, on.Shop), rule.Ladder, on, figure.IsUncertain);
        return Join(reached, SanctionMachine.Move(present, new FigureJudged(rule, figure, judgement)));
    }

    /// <summary>Where an upheld incident leaves the standing. The answer is the one to the judged incident.</summary>
    public static SanctionOutcome Assess(Standing standing, LadderInForce rule, UpheldIncident incident, HearingTerms? terms = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(incident);
        var on = terms ?? HearingTerms.Plain;
        var reached = Reach(standing, incident.UpheldOn);
        var present = reached?.Standing ?? standing;
        var judgement = Hearing.Adjust(SanctionPolicy.Judge(rule.Ladder, incident, present, on.Shop), rule.Ladder, on, isUncertain: false);
        return Join(reached, SanctionMachine.Move(present, new IncidentJudged(rule, incident, judgement)));
    }

    /// <summary>
    /// Whether judging a closed figure again with another value would say the same, all else being as it was. It looks at the
    /// steps' conditions only; a standing of the past is not brought back.
    /// </summary>
    public static bool JudgesAlike(LadderInForce rule, AssessedFigure before, AssessedFigure after)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return ReferenceEquals(
            SanctionPolicy.Judge(rule.Ladder, before, Standing.New).Missed,
            SanctionPolicy.Judge(rule.Ladder, after, Standing.New).Missed);
    }

    /// <summary>The ids that decisions resting on a figure of that day can have.</summary>
    public static IEnumerable<string> DecisionIdsOf(LadderInForce rule, LocalDate evaluatedOn)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Ladder.Steps.SelectMany(step => step.Actions)
            .Select(action => SanctionDecision.IdOf(
                rule.SubjectId, evaluatedOn, SanctionDecision.KindOf(action), SanctionDecision.DetailOf(action)))
            .Distinct();
    }

    private static SanctionOutcome? Reach(Standing standing, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.Until <= day ? SanctionMachine.Move(standing, new DayReached(day)) : null;
    }

    private static SanctionOutcome Join(SanctionOutcome? reached, SanctionOutcome moved) => reached is { Decisions.Count: > 0 }
        ? moved with { Decisions = [.. reached.Decisions, .. moved.Decisions] }
        : moved;
}
