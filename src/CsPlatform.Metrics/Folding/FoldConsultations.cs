using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;

namespace CsPlatform.Metrics.Folding;

/// <summary>Puts messages and what else happens in a consultation into timelines, and what they count into the facts.</summary>
internal sealed class FoldConsultations(RulebookCatalogue catalogue) : IFoldPart
{
    public IReadOnlyCollection<string> Kinds => FromProto.Kinds;

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var events = Read(fold.Events);
        if (events.Count == 0)
        {
            return;
        }

        var known = await TimelineStore.LoadAsync(fold.Transaction, fold.Partition, events.Keys, cancellation);
        var changed = new Dictionary<TimelineKey, Timeline>();
        foreach (var (key, entries) in events)
        {
            var before = known.GetValueOrDefault(key, Timeline.Empty);
            var after = before.With(entries);
            if (!ReferenceEquals(before, after))
            {
                changed.Add(key, after);
                fold.Timelines.Add(key, new ChangedTimeline(before, after));
                Count(fold.Facts, key, before, after, entries);
            }
        }

        if (changed.Count > 0)
        {
            await TimelineStore.SaveAsync(fold.Transaction, fold.Partition, changed, cancellation);
        }
    }

    private static Dictionary<TimelineKey, List<TimelineEntry>> Read(IEnumerable<FedEvent> events)
    {
        var found = new Dictionary<TimelineKey, List<TimelineEntry>>();
        foreach (var fed in events)
        {
            if (FromProto.Entry(fed) is not { } read)
            {
                continue;
            }

            if (!found.TryGetValue(read.Key, out var entries))
            {
                found.Add(read.Key, entries = []);
            }

            entries.Add(read.Entry);
        }

        return found;
    }

    private void Count(FactChanges facts, TimelineKey key, Timeline before, Timeline after, IReadOnlyList<TimelineEntry> entries)
    {
        var differences = new Dictionary<FactKey, FactChange>();
        Contributions.AddChange(Of(key, before), Of(key, after), differences);
        foreach (var (fact, difference) in differences)
        {
            facts.Add(new ShopFact(key.Shop, fact), difference, entries.Select(entry => new FactCause(entry.OccurredAt, entry.Key)));
        }
    }

    private IReadOnlyDictionary<FactKey, Rate> Of(TimelineKey key, Timeline timeline) =>
        Contributions.Of(timeline, day => catalogue.Find(key.Shop.Platform, day));
}
