using CsPlatform.Domain.Clocks;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>The clocks of one subject.</summary>
/// <param name="Partition">The partition of its shop.</param>
/// <param name="Id">The id of the row.</param>
/// <param name="Subject">What they are about.</param>
/// <param name="Clocks">The clocks, those that are only remembered too; none = the row goes.</param>
internal sealed record ClockRow(int Partition, Guid Id, ClockSubject Subject, IReadOnlyList<RunningClock> Clocks)
{
    /// <summary>When it has to be looked at next, in milliseconds since 1970; null = never.</summary>
    internal long? NextAt => Milliseconds(ClockBook.NextAt(Clocks));

    /// <summary>The earliest due time of those that run, in milliseconds since 1970; null = none runs.</summary>
    internal long? DueAt => Milliseconds(ClockBook.DueAt(Clocks));

    // Rounded up: once that millisecond is reached the instant itself has been.
    private static long? Milliseconds(Instant? at)
    {
        if (at is not { } instant)
        {
            return null;
        }

        var (whole, rest) = Math.DivRem((instant - NodaConstants.UnixEpoch).ToInt64Nanoseconds(), NodaConstants.NanosecondsPerMillisecond);
        return rest > 0 ? whole + 1 : whole;
    }
}
