using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>How far the times of sources may be off: as stated for a source, or as its own entries prove.</summary>
/// <param name="BySource">What is stated; a source that is not there is taken to be right until it proves otherwise.</param>
public sealed record ClockSkews(IReadOnlyDictionary<string, Duration> BySource)
{
    /// <summary>Nothing is stated.</summary>
    public static readonly ClockSkews None = new(new Dictionary<string, Duration>());

    /// <summary>
    /// The most that times of a timeline may be off. An entry that happened after it was received proves so much; one that is beyond the
    /// allowed skew proves nothing, as it counts nowhere.
    /// </summary>
    public Duration Of(Timeline timeline)
    {
        var most = Duration.Zero;
        foreach (var entry in timeline.Entries)
        {
            if (BySource.Count > 0 && BySource.TryGetValue(entry.Key.Source, out var stated))
            {
                most = Duration.Max(most, stated);
            }

            if (entry.ReceivedAt is { } received && entry.OccurredAt > received && !entry.IsFromTheFuture)
            {
                most = Duration.Max(most, entry.OccurredAt - received);
            }
        }

        return most;
    }

    /// <summary>The most over several timelines that are counted together.</summary>
    public Duration Of(IEnumerable<Timeline> timelines) => timelines.Select(Of).Aggregate(Duration.Zero, Duration.Max);
}
