using CsPlatform.Domain.Rulebooks;
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
            if (!sources.TryGetValue(entry.Key.Source, out var source))
            {
                sources.Add(entry.Key.Source, source = sources.Count);
                state.Sources.Add(entry.Key.Source);
            }

            var at = Nanoseconds(entry.OccurredAt);
            state.Items.Add(new TimelineItem
            {
                NanosecondsLater = at - before,
                Source = source,
                EventId = entry.Key.Id,
                Kind = KindOf(entry),
                Stars = entry is RatedEntry rated ? rated.Stars : 0,
            });
            before = at;
        }

        return state.ToByteArray();
    }

    internal static Timeline FromRow(byte[] row)
    {
        var state = TimelineState.Parser.ParseFrom(row);
        var entries = new List<TimelineEntry>(state.Items.Count);
        var at = 0L;
        foreach (var item in state.Items)
        {
            at += item.NanosecondsLater;
            entries.Add(Entry(item, NodaConstants.UnixEpoch + Duration.FromNanoseconds(at), state.Sources[item.Source]));
        }

        return Timeline.Of(entries);
    }

    private static TimelineEntry Entry(TimelineItem item, Instant at, string source)
    {
        var key = new EventKey(source, item.EventId);
        return item.Kind switch
        {
            ItemKind.Opened => new OpenedEntry(at, key),
            ItemKind.Closed => new ClosedEntry(at, key),
            ItemKind.Rated => new RatedEntry(at, key, item.Stars),
            >= ItemKind.Buyer and <= ItemKind.System => new MessageEntry(at, key, (SenderRole)(int)item.Kind),
            _ => throw new InvalidDataException($"A stored timeline holds an entry of kind {item.Kind}."),
        };
    }

    private static ItemKind KindOf(TimelineEntry entry) => entry switch
    {
        OpenedEntry => ItemKind.Opened,
        ClosedEntry => ItemKind.Closed,
        RatedEntry => ItemKind.Rated,
        MessageEntry message => (ItemKind)(int)message.Role,
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "This entry has no stored form."),
    };

    private static long Nanoseconds(Instant at) => (long)(at - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds();
}
