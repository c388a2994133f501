using CsPlatform.Domain.Timelines;
using Google.Protobuf;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Timelines to stored bytes and back.</summary>
internal static class TimelineCodec
{
    internal static byte[] ToRow(Timeline timeline)
    {
        var state = new TimelineState();
        var sources = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = 0L;
        foreach (var entry in timeline.Entries)
        {
            var item = TimelineItems.ToItem(entry, Source);
            item.Source = Source(entry.Key.Source);
            var at = Nanoseconds(entry.OccurredAt);
            item.NanosecondsLater = at - before;
            state.Items.Add(item);
            before = at;
        }

        return state.ToByteArray();

        int Source(string name)
        {
            if (!sources.TryGetValue(name, out var source))
            {
                sources.Add(name, source = sources.Count);
                state.Sources.Add(name);
            }

            return source;
        }
    }

    internal static Timeline FromRow(byte[] row)
    {
        var state = TimelineState.Parser.ParseFrom(row);
        var entries = new List<TimelineEntry>(state.Items.Count);
        var at = 0L;
        foreach (var item in state.Items)
        {
            at += item.NanosecondsLater;
            entries.Add(TimelineItems.FromItem(item, NodaConstants.UnixEpoch + Duration.FromNanoseconds(at), state.Sources));
        }

        return Timeline.Of(entries);
    }

    private static long Nanoseconds(Instant at) => (at - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
}
