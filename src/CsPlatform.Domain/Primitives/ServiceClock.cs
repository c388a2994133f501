using NodaTime;

namespace CsPlatform.Domain.Primitives;

/// <summary>
/// A clock that runs only in the same hours of every natural day and stands still outside them (handbook 5.1: 20 minutes in
/// 9:00-21:00). The hours include their start and exclude their end.
/// </summary>
public sealed class ServiceClock
{
    private readonly long opens;
    private readonly long length;

    /// <param name="opens">When the clock starts to run, inclusive.</param>
    /// <param name="closes">When it stops, exclusive; null = midnight (24:00).</param>
    /// <exception cref="ArgumentOutOfRangeException">The end does not lie after the start.</exception>
    public ServiceClock(LocalTime opens, LocalTime? closes)
    {
        this.opens = opens.TickOfDay;
        length = (closes?.TickOfDay ?? NodaConstants.TicksPerDay) - this.opens;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(closes));
    }

    /// <summary>How long the clock ran from one instant to another; negative when they stand in the other order.</summary>
    public Duration Elapsed(Instant from, Instant until) => Duration.FromTicks(Reading(until) - Reading(from));

    /// <summary>
    /// The last instant by which the clock has run no longer than the time given: done then is done within it. Time that runs out
    /// exactly at closing time leaves until the next opening.
    /// </summary>
    public Instant LastWithin(Instant from, Duration time)
    {
        var reading = Reading(from) + Ticks(time);
        return InstantOf(FloorDivide(reading, length), reading);
    }

    /// <summary>
    /// The first instant by which the clock has run the whole time given. Time that runs out exactly at closing time ends there.
    /// </summary>
    public Instant FirstAfter(Instant from, Duration time)
    {
        if (time == Duration.Zero)
        {
            return from;
        }

        var reading = Reading(from) + Ticks(time);
        return InstantOf(FloorDivide(reading - 1, length), reading);
    }

    // What the clock shows: the ticks it ran since 1970-01-01 00:00 China Standard Time.
    private long Reading(Instant at)
    {
        var local = ChinaTime.Local(at);
        var days = NodaTime.Period.DaysBetween(Epoch, local.Date);
        return (days * length) + Math.Clamp(local.TickOfDay - opens, 0, length);
    }

    private Instant InstantOf(long day, long reading) =>
        ChinaTime.StartOf(Epoch.PlusDays((int)day)) + Duration.FromTicks(opens + reading - (day * length));

    private static LocalDate Epoch => new(1970, 1, 1);

    private static long Ticks(Duration time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Duration.Zero);
        return time.BclCompatibleTicks;
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -(((-value) + by - 1) / by);
}
