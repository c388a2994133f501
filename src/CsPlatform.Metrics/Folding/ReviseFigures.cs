using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Storage;
using CsPlatform.Rulebooks;

namespace CsPlatform.Metrics.Folding;

/// <summary>Writes what the batch changes in the facts, and corrects the figures of closed days that it touches.</summary>
internal sealed class ReviseFigures(RulebookCatalogue catalogue, FigurePublisher publisher) : IFoldPart
{
    public IReadOnlyCollection<string> Kinds => [];

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var agents = fold.AgentFacts.Where(change => !change.Value.IsNone).ToList();
        if (agents.Count > 0)
        {
            await AgentFactStore.AddAsync(fold.Transaction, fold.Partition, agents, cancellation);
        }

        var changes = fold.Facts.Different;
        if (changes.Count == 0)
        {
            return;
        }

        var differences = changes.Select(change => KeyValuePair.Create(change.Key, change.Value.Change)).ToList();
        await FactStore.AddAsync(fold.Transaction, fold.Partition, differences, cancellation);
        var byPlatform = changes.GroupBy(change => change.Key.Shop.Platform, StringComparer.Ordinal).ToList();
        var closed = await ClosedDayStore.LoadAsync(
            fold.Transaction, fold.Partition, [.. byPlatform.Select(p => p.Key)], cancellation);
        foreach (var platform in byPlatform)
        {
            if (closed.TryGetValue(platform.Key, out var through)
                && platform.Where(change => change.Key.Fact.Day <= through).ToList() is { Count: > 0 } late)
            {
                var touched = TouchedFigures.Find(late, through, day => catalogue.Find(platform.Key, day));
                await publisher.ReviseAsync(fold, platform.Key, touched, cancellation);
            }
        }
    }
}
