using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Subjects;
using Google.Protobuf;
using NodaTime;
using Fact = CsPlatform.Domain.Metrics.Facts.ShopFact;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of a subject to stored bytes and back.</summary>
internal static class SubjectCodec
{
    internal static byte[] ToRow(Subject subject)
    {
        var state = new SubjectState();
        var sources = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = 0L;
        foreach (var fact in subject.Facts)
        {
            var item = FactItems.ToItem(fact);
            var at = Nanoseconds(fact.OccurredAt);
            (item.Source, item.EventId, item.NanosecondsLater) = (Source(fact.Key.Source), fact.Key.Id, at - before);
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

    internal static Subject FromRow(string id, byte[] row)
    {
        var state = SubjectState.Parser.ParseFrom(row);
        var facts = new List<Fact>(state.Items.Count);
        var at = 0L;
        foreach (var item in state.Items)
        {
            at += item.NanosecondsLater;
            var key = new EventKey(state.Sources[item.Source], item.EventId);
            facts.Add(FactItems.FromItem(item, id, NodaConstants.UnixEpoch + Duration.FromNanoseconds(at), key));
        }

        return Subject.Of(facts);
    }

    private static long Nanoseconds(Instant at) => (long)(at - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds();
}
