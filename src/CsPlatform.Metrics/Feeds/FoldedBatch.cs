using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Rulebooks;

namespace CsPlatform.Metrics.Feeds;

/// <summary>What a batch of events comes to, worked out in memory. Nothing here reads or writes.</summary>
internal sealed class FoldedBatch(RulebookCatalogue catalogue)
{
    private readonly Dictionary<TimelineKey, Timeline> timelines = [];
    private readonly Dictionary<ShopFact, (FactChange Change, List<TimelineEntry> Causes)> changes = [];

    /// <summary>The timelines that differ from what was known.</summary>
    public IReadOnlyDictionary<TimelineKey, Timeline> Timelines => timelines;

    /// <summary>The facts that differ; those whose differences cancel out are left out.</summary>
    public IReadOnlyDictionary<ShopFact, LateChange> Changes => changes
        .Where(change => !change.Value.Change.IsNone)
        .ToDictionary(change => change.Key, change => new LateChange(change.Value.Change, change.Value.Causes));

    /// <summary>Adds new entries of one consultation.</summary>
    public void Fold(TimelineKey key, Timeline before, IReadOnlyCollection<TimelineEntry> entries)
    {
        var after = before.With(entries);
        if (ReferenceEquals(before, after))
        {
            return;
        }

        timelines.Add(key, after);
        var differences = new Dictionary<FactKey, FactChange>();
        Contributions.AddChange(Count(key, before), Count(key, after), differences);
        foreach (var (fact, difference) in differences)
        {
            var shopFact = new ShopFact(key.Shop, fact);
            var (sum, causes) = changes.GetValueOrDefault(shopFact, (default, []));
            causes.AddRange(entries);
            changes[shopFact] = (sum + difference, causes);
        }
    }

    private IReadOnlyDictionary<FactKey, Domain.Primitives.Rate> Count(TimelineKey key, Timeline timeline) =>
        Contributions.Of(timeline, day => catalogue.Find(key.Shop.Platform, day));
}
