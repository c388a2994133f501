namespace CsPlatform.Ingestion.Flow;

/// <summary>
/// How a batch is cut into parts, and when each is due. A batch that is let in evenly comes in as many parts as there are beats in its
/// time: what others wait for a part is then as short as what they wait for each other. Not for several threads at once.
/// </summary>
internal sealed class Pace
{
    // Often enough that a shop at its rate is among the others in each transaction, not alone in a large one now and then.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider time;
    private readonly TimeSpan pause;
    private readonly long start;
    private TimeSpan due;

    /// <param name="events">Events of the batch.</param>
    /// <param name="spread">Time over which they are to be let in; zero: at once.</param>
    /// <param name="time">A clock.</param>
    internal Pace(int events, TimeSpan spread, TimeProvider time)
    {
        this.time = time;
        Part = spread <= Beat ? Limits.PartEvents : (int)Math.Clamp(events * Beat.Ticks / spread.Ticks, 1, Limits.PartEvents);
        pause = spread / Math.Max(1, (events + Part - 1) / Part);
        start = time.GetTimestamp();
    }

    /// <summary>Events of a part.</summary>
    internal int Part { get; }

    /// <summary>
    /// How long to wait for the next part. A part that came late is caught up with, but by one beat at most: more would be a gust.
    /// </summary>
    internal TimeSpan Next()
    {
        var now = time.GetElapsedTime(start);
        var least = now - Beat;
        due = (due > least ? due : least) + pause;
        return due > now ? due - now : TimeSpan.Zero;
    }
}
