using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>When a clock rings, and what it then says.</summary>
public static class ClockStages
{
    /// <summary>
    /// How long after its due time the clock of a turn is remembered once it has rung: an answer may be recalled, and what was told must
    /// not be told again. It is also how late an answer can be and still stop it. Obligations are remembered for good.
    /// </summary>
    public static readonly Duration Remembered = Duration.FromHours(24);

    /// <summary>The clock as it begins to run: warnings whose time has come by then, or that lie before the wait, are passed over.</summary>
    public static RunningClock Arm(RunningClock clock, Instant now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var passed = 0;
        while (passed < clock.Warnings.Count && clock.StageAt(passed) <= Instant.Max(now, clock.Key.ArmedAt))
        {
            passed++;
        }

        return clock with { Passed = passed };
    }

    /// <summary>When it needs looking at next: its next stage, or when it may be forgotten; null = never.</summary>
    public static Instant? NextAt(RunningClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return clock is { IsStopped: false, IsBreached: false } ? clock.StageAt(clock.Passed)
            : clock.Kind == ClockKind.Turn ? clock.Key.DueAt + Remembered
            : null;
    }

    /// <summary>Whether there is still a reason to keep it.</summary>
    public static bool IsKept(RunningClock clock, Instant now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return clock is { IsStopped: false, IsBreached: false } || (clock.HasRung && !(NextAt(clock) <= now));
    }

    /// <summary>
    /// What it says at the instant, if anything. Of several stages that came since it was last looked at only the last is told: it says
    /// all that the others would.
    /// </summary>
    public static ClockStep Ring(RunningClock clock, Instant now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (clock.IsStopped || clock.IsBreached || now < clock.StageAt(clock.Passed))
        {
            return new(clock, null);
        }

        var stage = clock.Passed;
        while (stage < clock.Warnings.Count && clock.StageAt(stage + 1) <= now)
        {
            stage++;
        }

        var rung = clock with { Passed = stage + 1, HasRung = true };
        return new(rung, new ToldStage(stage < clock.Warnings.Count ? clock.Warnings[stage] : null, clock.Key.DueAt - now));
    }
}
