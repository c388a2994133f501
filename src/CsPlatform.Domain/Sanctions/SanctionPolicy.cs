using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Judges a closed figure against a ladder and the shop's standing. Moves nothing.</summary>
public static class SanctionPolicy
{
    /// <summary>
    /// The step that the figure leads to, or why there is none. The standing must have reached the day of evaluation
    /// (<see cref="DayReached"/>). The hardest step whose threshold is missed applies; a rate exactly at a threshold keeps it.
    /// </summary>
    public static Judgement Judge(SanctionLadder ladder, AssessedFigure figure, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(standing);
        if (HoldBeforeThresholds(ladder, figure, standing) is { } hold)
        {
            return Judgement.Held(hold);
        }

        var missed = HardestMissed(ladder.Steps, figure.Rate);
        return missed switch
        {
            null => Judgement.Held(SanctionHold.NothingMissed),
            RemindStep => new(missed, missed, null),
            _ when PenaltyRunsOn(standing, figure.EvaluatedOn) => Reminder(SanctionHold.PenaltyWouldOverlap),
            _ when QuotaIsUsed(ladder, standing, figure.EvaluatedOn) => Reminder(SanctionHold.QuotaUsed),
            _ => new(Escalate(ladder, missed, standing, figure.EvaluatedOn), missed, null),
        };

        Judgement Reminder(SanctionHold because) =>
            new(HardestMissed([.. ladder.Steps.OfType<RemindStep>()], figure.Rate), missed, because);
    }

    // In the order of SanctionHold.
    private static SanctionHold? HoldBeforeThresholds(SanctionLadder ladder, AssessedFigure figure, Standing standing)
    {
        if (standing.LastEvaluatedOn is { } last && figure.EvaluatedOn <= last)
        {
            return SanctionHold.AlreadyJudged;
        }

        if (ladder.Steps.All(step => step.Threshold is null))
        {
            return SanctionHold.NotEnforced;
        }

        if (ladder.PausesWhilePenaltyRuns && PenaltyRunsOn(standing, figure.EvaluatedOn))
        {
            return SanctionHold.PenaltyRuns;
        }

        if (ladder.PausesWhilePenaltyRuns && ReachesBack(ladder, figure.Period, standing.CycleStart))
        {
            return SanctionHold.WindowReachesBack;
        }

        if (!figure.Rate.HasData)
        {
            return SanctionHold.NoData;
        }

        return figure.Rate.Denominator < (ladder.MinimumSample ?? 1) ? SanctionHold.BelowMinimumSample : null;
    }

    // A cycle can start after the day of evaluation: an exam passed today is known before the figures of earlier days are.
    private static bool PenaltyRunsOn(Standing standing, LocalDate day) =>
        standing.State is not Assessed || (standing.CycleStart is { } start && day < start);

    // Even where a part of the window may lie before the cycle: one that lies there wholly was answered by the last penalty.
    private static bool ReachesBack(SanctionLadder ladder, Period window, LocalDate? cycleStart) =>
        cycleStart is { } start && (ladder.AllowPartialWindowAfterRestart ? window.End <= start : window.Start < start);

    private static SanctionStep? HardestMissed(IReadOnlyList<SanctionStep> steps, Rate rate) =>
        steps.LastOrDefault(step => step.Threshold is { } threshold && step.Direction switch
        {
            BadSide.Below => rate.IsBelow(threshold),
            BadSide.Above => rate.IsAbove(threshold),
            _ => throw new InvalidOperationException($"A step has no bad side: {step.Direction}."),
        });

    private static bool QuotaIsUsed(SanctionLadder ladder, Standing standing, LocalDate effectiveOn) =>
        ladder.PenaltiesPerMonth is { } quota && standing.PenaltiesIn(effectiveOn.ToYearMonth()) >= quota;

    private static SanctionStep Escalate(SanctionLadder ladder, SanctionStep missed, Standing standing, LocalDate effectiveOn)
    {
        if (ladder.EscalatesWithinMonths is not { } months)
        {
            return missed;
        }

        var span = MonthSpan.Ending(effectiveOn.ToYearMonth(), months);
        var harder = ladder.Steps.SkipWhile(step => !ReferenceEquals(step, missed)).Skip(1).FirstOrDefault();
        return standing.Penalties.Any(penalty => span.Contains(penalty.Month)) ? harder ?? missed : missed;
    }
}
