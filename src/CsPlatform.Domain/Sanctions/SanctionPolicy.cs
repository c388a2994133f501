using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Judges closed figures and upheld incidents against a ladder and the shop's standing. Moves nothing.</summary>
public static class SanctionPolicy
{
    /// <summary>
    /// The step that the figure leads to, or why there is none. The standing must have reached the day of effect
    /// (<see cref="DayReached"/>). The hardest enforced step whose condition holds applies; a figure exactly at a threshold keeps it.
    /// </summary>
    public static Judgement Judge(SanctionLadder ladder, AssessedFigure figure, Standing standing, AssessedShop? shop = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(standing);
        if (HoldBeforeConditions(ladder, figure, standing, shop ?? AssessedShop.Unknown) is { } hold)
        {
            return Judgement.Held(hold);
        }

        var run = RunOf(ladder, figure, standing);
        if (Hardest(ladder, figure, run, onlyNotices: false) is not { } missed)
        {
            var why = run is null ? SanctionHold.NothingMissed : SanctionHold.RunTooShort;
            return run is null ? Judgement.Held(why) : Judgement.Held(why) with { Run = run };
        }

        if (!missed.IsPenalty)
        {
            return WithoutPenalty(missed, standing, figure.EffectiveOn) with { Run = run };
        }

        if (PenaltyRunsOn(standing, figure.EffectiveOn) && !Replaces(missed, standing))
        {
            return Reminder(SanctionHold.PenaltyWouldOverlap);
        }

        return HoldPenalty(ladder, missed, standing, figure.EffectiveOn, MonthOf(figure)) switch
        {
            null => new(Escalate(ladder, missed, standing, figure.EffectiveOn), missed, null) { Run = run },
            SanctionHold.ImprovementMonth => new(
                ProposalStands(ladder.ImprovementMonth!.WhenMissed, standing, figure.EffectiveOn)
                    ? null
                    : ladder.ImprovementMonth.WhenMissed,
                missed,
                SanctionHold.ImprovementMonth) { Run = run },
            { } because => Reminder(because),
        };

        Judgement Reminder(SanctionHold because) =>
            new(Hardest(ladder, figure, run, onlyNotices: true), missed, because) { Run = run };
    }

    /// <summary>The step that an upheld incident leads to, or why there is none.</summary>
    public static Judgement Judge(SanctionLadder ladder, UpheldIncident incident, Standing standing, AssessedShop? shop = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(standing);
        if (HoldIncident(ladder, incident, standing, shop ?? AssessedShop.Unknown) is { } hold)
        {
            return Judgement.Held(hold);
        }

        if (Hardest(ladder, incident, standing) is not { } missed)
        {
            return Judgement.Held(SanctionHold.NothingMissed);
        }

        if (!missed.IsPenalty)
        {
            return WithoutPenalty(missed, standing, incident.UpheldOn);
        }

        if (missed.Runs && PenaltyRunsOn(standing, incident.UpheldOn))
        {
            return new(null, missed, SanctionHold.PenaltyWouldOverlap);
        }

        var because = HoldPenalty(ladder, missed, standing, incident.UpheldOn, incident.UpheldOn.ToYearMonth());
        return because is null
            ? new(Escalate(ladder, missed, standing, incident.UpheldOn), missed, null)
            : new(null, missed, because);
    }

    /// <summary>The assessed month of a figure: the one its period starts in.</summary>
    internal static YearMonth MonthOf(AssessedFigure figure) => figure.Period.Start.ToYearMonth();

    // In the order of SanctionHold.
    private static SanctionHold? HoldBeforeConditions(
        SanctionLadder ladder, AssessedFigure figure, Standing standing, AssessedShop shop)
    {
        if (figure.ReleasedOn is null && standing.LastEvaluatedOn is { } last && figure.EvaluatedOn <= last)
        {
            return SanctionHold.AlreadyJudged;
        }

        if (HoldAltogether(ladder, figure.Period, standing, shop) is { } hold)
        {
            return hold;
        }

        if (ladder.PausesWhilePenaltyRuns && PenaltyRunsOn(standing, figure.EffectiveOn))
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

        return ladder.MinimumSample is { } fewest && figure.Rate.Denominator < fewest ? SanctionHold.BelowMinimumSample : null;
    }

    private static SanctionHold? HoldIncident(
        SanctionLadder ladder, UpheldIncident incident, Standing standing, AssessedShop shop)
    {
        for (var i = 0; i < standing.Incidents.Count; i++)
        {
            if (standing.Incidents[i].Id == incident.Id)
            {
                return SanctionHold.AlreadyJudged;
            }
        }

        return HoldAltogether(ladder, Period.OfDay(incident.UpheldOn), standing, shop);
    }

    private static SanctionHold? HoldAltogether(SanctionLadder ladder, Period period, Standing standing, AssessedShop shop)
    {
        if (standing.State is Removed)
        {
            return SanctionHold.ShopRemoved;
        }

        if (!ladder.IsEnforced)
        {
            return SanctionHold.NotEnforced;
        }

        if (ladder.NewShopExemption is { } exemption && shop.OpenedOn is { } opened
            && period.Start < exemption.AssessedFrom(opened))
        {
            return SanctionHold.NewShopExempt;
        }

        for (var i = 0; i < ladder.ExemptDays.Count; i++)
        {
            if (ladder.ExemptDays[i].Days is var days && days.Start < period.End && period.Start < days.End)
            {
                return SanctionHold.DaysExempt;
            }
        }

        return null;
    }

    // A cycle can start after the day of evaluation: an exam passed today is known before the figures of earlier days are.
    private static bool PenaltyRunsOn(Standing standing, LocalDate day) =>
        standing.State is not Assessed || (standing.CycleStart is { } start && day < start);

    // Even where a part of the window may lie before the cycle: one that lies there wholly was answered by the last penalty.
    private static bool ReachesBack(SanctionLadder ladder, Period window, LocalDate? cycleStart) =>
        cycleStart is { } start && (ladder.AllowPartialWindowAfterRestart ? window.End <= start : window.Start < start);

    // What ends by recovery follows the figure from step to step; everything else runs on.
    private static bool Replaces(SanctionStep missed, Standing standing) =>
        standing.State is Limited { Open.UntilRecovery: true } limited && limited.Case.StepZh != missed.TextZh;

    private static MissedRun? RunOf(SanctionLadder ladder, AssessedFigure figure, Standing standing) =>
        ladder.Subject is not RequirementSubject set || figure.Rate.Numerator < set.MissesToFail ? null
        : standing.Run is { } run && run.End == figure.Period.Start ? new MissedRun(run.Periods + 1, figure.Period.End)
        : new MissedRun(1, figure.Period.End);

    private static SanctionStep? Hardest(SanctionLadder ladder, AssessedFigure figure, MissedRun? run, bool onlyNotices)
    {
        for (var i = ladder.Steps.Count - 1; i >= 0; i--)
        {
            var step = ladder.Steps[i];
            if (Holds(step.Condition, figure, run) && step.IsEnforced && !(onlyNotices && step.IsPenalty))
            {
                return step;
            }
        }

        return null;
    }

    private static bool Holds(StepCondition? condition, AssessedFigure figure, MissedRun? run) => condition switch
    {
        null => false,
        BeyondCondition beyond => beyond.Holds(figure.Rate),
        BandCondition band => band.Holds(figure.Rate),
        MissesCondition misses => figure.Rate.Numerator >= misses.From,
        MissedPeriodsCondition periods => run is not null && run.Periods >= periods.From,
        FailuresCondition failures => figure.Rate.Denominator - figure.Rate.Numerator >= failures.From,
        IncidentCondition => false,
        _ => throw new UnreachableException($"No such condition: {condition}."),
    };

    private static SanctionStep? Hardest(SanctionLadder ladder, UpheldIncident incident, Standing standing)
    {
        for (var i = ladder.Steps.Count - 1; i >= 0; i--)
        {
            var step = ladder.Steps[i];
            if (step is { IsEnforced: true, Condition: IncidentCondition condition } && condition.Grade == incident.Grade
                && Nth(incident, condition.WithinMonths, standing) >= condition.FromNth)
            {
                return step;
            }
        }

        return null;
    }

    private static int Nth(UpheldIncident incident, int? withinMonths, Standing standing)
    {
        var month = incident.UpheldOn.ToYearMonth();
        var nth = 1;
        foreach (var earlier in standing.Incidents)
        {
            nth += withinMonths is not { } months || MonthSpan.Ending(month, months).Contains(earlier.Month) ? 1 : 0;
        }

        return nth;
    }

    private static Judgement WithoutPenalty(SanctionStep step, Standing standing, LocalDate on) =>
        ProposalStands(step, standing, on) ? new(null, step, SanctionHold.ProposalStands) : new(step, step, null);

    // A step that gives notice as well goes on giving it.
    private static bool ProposalStands(SanctionStep step, Standing standing, LocalDate on) =>
        step.Actions.All(action => action is ProposalAction)
        && (standing.Proposals.Count > 0 || standing.LastProposal == on.ToYearMonth());

    // In the order of SanctionHold.
    private static SanctionHold? HoldPenalty(
        SanctionLadder ladder, SanctionStep step, Standing standing, LocalDate on, YearMonth assessedMonth)
    {
        if (ladder.PenaltiesPerMonth is { } quota && standing.PenaltiesIn(on.ToYearMonth()) >= quota)
        {
            return SanctionHold.QuotaUsed;
        }

        if (ladder.ImprovementMonth is not null && step.IsFine && standing.LastFined is { } fined
            && fined.OnDayOfMonth(1).PlusMonths(1).ToYearMonth() == assessedMonth)
        {
            return SanctionHold.ImprovementMonth;
        }

        return PointsExhausted(step, standing, on) ? SanctionHold.PointsExhausted : null;
    }

    private static bool PointsExhausted(SanctionStep step, Standing standing, LocalDate on) =>
        step.Actions.All(action => action is PointsAction { MostPerWeek: { } most } points
            && standing.PointsIn(on, points.ClassKey) >= most);

    private static SanctionStep Escalate(SanctionLadder ladder, SanctionStep missed, Standing standing, LocalDate effectiveOn)
    {
        if (ladder.EscalatesWithinMonths is not { } months)
        {
            return missed;
        }

        var span = MonthSpan.Ending(effectiveOn.ToYearMonth(), months);
        var harder = ladder.Steps.SkipWhile(step => !ReferenceEquals(step, missed)).Skip(1)
            .FirstOrDefault(step => step.Has(static action => action.IsEnforced));
        return standing.Penalties.Any(penalty => span.Contains(penalty.Month)) ? harder ?? missed : missed;
    }
}
