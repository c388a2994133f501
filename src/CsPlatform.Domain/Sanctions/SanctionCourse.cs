namespace CsPlatform.Domain.Sanctions;

/// <summary>One figure's whole course: the clock reaches its day, the policy judges, the machine moves.</summary>
public static class SanctionCourse
{
    /// <summary>Where a closed figure leaves the standing. The answer is the one to the judged figure.</summary>
    public static SanctionOutcome Assess(Standing standing, LadderInForce rule, AssessedFigure figure)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(figure);
        var reached = SanctionMachine.Move(standing, new DayReached(figure.EvaluatedOn));
        var judgement = SanctionPolicy.Judge(rule.Ladder, figure, reached.Standing);
        var moved = SanctionMachine.Move(reached.Standing, new FigureJudged(rule, figure, judgement));
        return moved with { Decisions = [.. reached.Decisions, .. moved.Decisions] };
    }

    /// <summary>
    /// What judging a closed figure again with another rate would say, all else being as it was: the step's name in the ladder.
    /// It looks at the thresholds only; a standing of the past is not brought back.
    /// </summary>
    public static bool JudgesAlike(LadderInForce rule, AssessedFigure before, AssessedFigure after)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return ReferenceEquals(
            SanctionPolicy.Judge(rule.Ladder, before, Standing.New).Missed,
            SanctionPolicy.Judge(rule.Ladder, after, Standing.New).Missed);
    }
}
