using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Metrics.Scores;
using CsPlatform.Metrics.Storage;
using CsPlatform.Rulebooks;

namespace CsPlatform.Metrics.Folding;

/// <summary>Corrects the scores of closed days whose metrics or reported figures the batch changes.</summary>
internal sealed class ReviseScores(RulebookCatalogue catalogue, ScorePublisher publisher) : IFoldPart
{
    public IReadOnlyCollection<string> Kinds => [];

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var changes = fold.Facts.Different;
        var reports = fold.NewFacts.Where(one => one.Fact is OutsideFigure).ToList();
        var shops = changes.Keys.Select(fact => fact.Shop).Concat(reports.Select(report => report.Shop))
            .Where(shop => catalogue.Versions(shop.Platform).Any(version => version.Scores.Count > 0))
            .Distinct()
            .GroupBy(shop => (Partition: shop.Partition(), shop.Platform))
            .OrderBy(group => group.Key.Partition).ThenBy(group => group.Key.Platform, StringComparer.Ordinal)
            .ToList();
        if (shops.Count == 0)
        {
            return;
        }

        var closed = await ClosedDayStore.LoadAsync(fold.Transaction, [.. shops.Select(group => group.Key)], cancellation);
        foreach (var group in shops.Where(group => closed.ContainsKey(group.Key)))
        {
            var touched = new TouchedScores(closed[group.Key], day => catalogue.Find(group.Key.Platform, day));
            var of = group.ToHashSet();
            foreach (var (fact, change) in changes.Where(change => of.Contains(change.Key.Shop)))
            {
                touched.Add(fact.Shop, fact.Fact, change.Causes);
            }

            foreach (var (shop, report) in reports.Where(report => of.Contains(report.Shop)))
            {
                touched.Add(shop, (OutsideFigure)report);
            }

            await publisher.ReviseAsync(fold, group.Key, touched.All, cancellation);
        }
    }
}
