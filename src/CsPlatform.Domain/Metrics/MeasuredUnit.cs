using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>One unit of a counted metric, with what it adds and why: figures open down to it.</summary>
/// <param name="Name">What it is: the id of an order, a consultation, a buyer or a day.</param>
/// <param name="Evidence">The event that decides; null where the lack of any event does.</param>
/// <param name="At">The instant by which it counts in its period.</param>
/// <param name="Above">What it adds above the line.</param>
/// <param name="Below">What it adds below the line.</param>
/// <param name="Reason">Why.</param>
public sealed record MeasuredUnit(string Name, EventKey? Evidence, Instant At, long Above, long Below, UnitReason Reason)
{
    /// <summary>A unit that counts: a hit or a miss.</summary>
    public static MeasuredUnit Judged(string name, EventKey evidence, Instant at, bool hit) =>
        new(name, evidence, at, hit ? 1 : 0, 1, hit ? UnitReason.Hit : UnitReason.Miss);

    /// <summary>A unit that is left out.</summary>
    public static MeasuredUnit LeftOut(string name, EventKey evidence, Instant at, UnitReason why) =>
        new(name, evidence, at, 0, 0, why);
}
