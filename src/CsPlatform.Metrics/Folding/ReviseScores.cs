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
        var platforms = changes.Keys.Select(fact => fact.Shop).Concat(reports.Select(report => report.Shop))
            .Select(shop => shop.Platform)
            .Where(platform => catalogue.Versions(platform).Any(version => version.Scores.Count > 0))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (platforms.Count == 0)
        {
            return;
        }

        var closed = await ClosedDayStore.LoadAsync(fold.Transaction, fold.Partition, platforms, cancellation);
        foreach (var platform in platforms.Where(closed.ContainsKey))
        {
            var touched = new TouchedScores(closed[platform], day => catalogue.Find(platform, day));
            foreach (var (fact, change) in changes.Where(change => change.Key.Shop.Platform == platform))
            {
                touched.Add(fact.Shop, fact.Fact, change.Causes);
            }

            foreach (var (shop, report) in reports.Where(report => report.Shop.Platform == platform))
            {
                touched.Add(shop, (OutsideFigure)report);
            }

            await publisher.ReviseAsync(fold, platform, touched.All, cancellation);
        }
    }
}
