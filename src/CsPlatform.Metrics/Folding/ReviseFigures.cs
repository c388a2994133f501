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
            await AgentFactStore.AddAsync(fold.Transaction, agents, cancellation);
        }

        var changes = fold.Facts.Different;
        if (changes.Count == 0)
        {
            return;
        }

        var differences = changes.Select(change => KeyValuePair.Create(change.Key, change.Value.Change)).ToList();
        await FactStore.AddAsync(fold.Transaction, differences, cancellation);
        var groups = changes.GroupBy(change => (change.Key.Shop.Partition(), change.Key.Shop.Platform)).ToList();
        var closed = await ClosedDayStore.LoadAsync(fold.Transaction, [.. groups.Select(of => of.Key)], cancellation);
        foreach (var group in groups)
        {
            if (closed.TryGetValue(group.Key, out var through)
                && group.Where(change => change.Key.Fact.Day <= through).ToList() is { Count: > 0 } late)
            {
                var touched = TouchedFigures.Find(late, through, day => catalogue.Find(group.Key.Platform, day));
                await publisher.ReviseAsync(fold, group.Key, touched, cancellation);
            }
        }
    }
}
