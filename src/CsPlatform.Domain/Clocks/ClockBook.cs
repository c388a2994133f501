using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>Brings the clocks of one subject to what its facts call for.</summary>
public static class ClockBook
{
    /// <summary>
    /// The clocks that run from now on. A wait that is known keeps the stages it has told; one that is over and had rung is told as
    /// stopped and remembered; one that comes back goes on where it was. A new one is armed, unless its due time lies further back
    /// than <paramref name="horizon"/> (null: however far): that is history, which nobody can be warned of.
    /// </summary>
    public static ClockChange Update(
        IReadOnlyList<RunningClock> known, IReadOnlyList<RunningClock> wanted, Instant now, Duration? horizon)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(wanted);
        var (clocks, stopped) = (new List<RunningClock>(), new List<RunningClock>());
        foreach (var clock in known)
        {
            if (wanted.FirstOrDefault(one => one.Key == clock.Key) is { } still)
            {
                clocks.Add(clock with { AgentId = still.AgentId, IsStopped = false });
                continue;
            }

            if (clock is { HasRung: true, IsStopped: false })
            {
                stopped.Add(clock);
            }

            if (clock.HasRung)
            {
                clocks.Add(clock with { IsStopped = true });
            }
        }

        clocks.AddRange(wanted
            .Where(one => !known.Any(clock => clock.Key == one.Key) && !(one.Key.DueAt + horizon < now))
            .Select(one => ClockStages.Arm(one, now)));
        return new ClockChange(clocks, stopped);
    }

    /// <summary>When the subject needs looking at next; null = never.</summary>
    public static Instant? NextAt(IReadOnlyList<RunningClock> clocks) => clocks.Select(ClockStages.NextAt).Where(at => at is not null).Min();

    /// <summary>The earliest due time that is still ahead of a running clock, or was missed by one; null = none runs.</summary>
    public static Instant? DueAt(IReadOnlyList<RunningClock> clocks) =>
        clocks.Where(clock => !clock.IsStopped).Select(clock => (Instant?)clock.Key.DueAt).Min();
}
