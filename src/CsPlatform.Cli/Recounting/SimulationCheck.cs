using CsPlatform.Cli.Output;
using CsPlatform.Cli.Simulating;
using CsPlatform.Cli.Stacks;
using CsPlatform.Metrics.V1;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>Holds every figure of simulated shops, as listed and as published last, against a recount from the events.</summary>
internal sealed class SimulationCheck(Services services, RulebookCatalogue catalogue)
{
    private readonly RecountReport report = new();

    /// <summary>Told how much of the feed is read.</summary>
    public Action<long, long> OnProgress { get; set; } = (_, _) => { };

    /// <summary>Reads, recounts and compares.</summary>
    public async Task<RecountReport> RunAsync(CancellationToken cancellation)
    {
        // Figures first: what is counted in between only adds events whose days are not closed yet, or shows as a difference.
        var published = new PublishedFigures(services);
        await published.ReadFeedAsync(cancellation).ConfigureAwait(false);
        var reader = new EventReader(services) { OnProgress = OnProgress };
        var shops = await reader.ReadAsync(cancellation).ConfigureAwait(false);
        (report.Events, report.Shops) = (reader.Events, shops.Count);
        foreach (var platform in shops.GroupBy(shop => shop.Platform, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            await CompareAsync(platform.Key, Recount(platform, published), published, cancellation).ConfigureAwait(false);
        }

        return report;
    }

    private Dictionary<RecountedFigure, (long Numerator, long Denominator)> Recount(IEnumerable<ShopEvents> shops, PublishedFigures published)
    {
        var found = new Dictionary<RecountedFigure, (long, long)>();
        foreach (var shop in shops)
        {
            if (published.ClosedThrough(shop) is not { } closed)
            {
                continue;
            }

            foreach (var (figure, numerator, denominator) in new ShopRecount(catalogue, shop).Figures(Day.Of(closed)))
            {
                found.Add(figure, (numerator, denominator));
                if (Simulation.DaysOf(shop.ShopId) is { } of && figure.EvaluatedOn <= of.Until)
                {
                    report.Recounted.Add(new FigureSum(of.Name, shop.Platform, figure.MetricId, figure.Kind), numerator, denominator);
                }
            }
        }

        return found;
    }

    private async Task CompareAsync(
        string platform, Dictionary<RecountedFigure, (long Numerator, long Denominator)> recounted, PublishedFigures published,
        CancellationToken cancellation)
    {
        var metrics = catalogue.Versions(platform).SelectMany(rulebook => rulebook.Metrics).ToLookup(metric => metric.Id, StringComparer.Ordinal);
        foreach (var metric in metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            var listed = await published.ListAsync(platform, metric.Key, cancellation).ConfigureAwait(false);
            if (!metric.All(Tally.Knows))
            {
                if (listed.Count > 0)
                {
                    report.NotRecounted.Add($"{platform}/{metric.Key}");
                }

                continue;
            }

            var onFeed = published.OnFeed.Where(figure => figure.Key.Platform == platform && figure.Key.MetricId == metric.Key).ToDictionary();
            var counted = recounted.Where(figure => figure.Key.MetricId == metric.Key).ToDictionary();
            foreach (var figure in counted.Keys.Union(listed.Select(figure => figure.Key)).Union(onFeed.Keys))
            {
                Compare(figure, counted.GetValueOrDefault(figure), [.. listed[figure]], onFeed.GetValueOrDefault(figure));
            }
        }
    }

    private void Compare(RecountedFigure of, (long Numerator, long Denominator) counted, List<Figure> all, Figure? onFeed)
    {
        all.ForEach(figure => report.Listed.Add(figure, null));
        // A figure that lost all of its units stands at 0/0, which is as good as none.
        var listed = all.FirstOrDefault();
        var isSame = all.Count <= 1 && Parts(listed) == counted && Parts(onFeed) == counted && listed?.Revision == onFeed?.Revision;
        report.Compared(isSame ? null : new FigureDifference(
            of.Platform, of.ShopId, of.MetricId, Wording.Word(of.Kind), of.EvaluatedOn,
            counted.Denominator == 0 ? null : $"{counted.Numerator}/{counted.Denominator}",
            all.Count == 0 ? null : string.Join(" and ", all.Select(Text)), Text(onFeed)));
    }

    private static (long, long) Parts(Figure? figure) => figure is null ? (0, 0) : (figure.Numerator, figure.Denominator);

    private static string? Text(Figure? figure) =>
        figure is null ? null : $"{figure.Numerator}/{figure.Denominator} revision {figure.Revision}";
}
