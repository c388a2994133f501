using System.Globalization;
using CsPlatform.Cli.Simulating;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Verbs;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Recounting;

/// <summary>What metrics published of the simulated shops: its feed read to the heads, and its listing.</summary>
internal sealed class PublishedFigures(Services services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Days that were announced as closed, by partition and platform.
    private readonly Dictionary<(int Partition, string Platform), DateOnly> closed = [];

    /// <summary>The last state of each figure on the feed.</summary>
    public Dictionary<RecountedFigure, Figure> OnFeed { get; } = [];

    /// <summary>Through which day a shop's platform is closed in its partition; null = nothing is.</summary>
    public DateOnly? ClosedThrough(ShopEvents shop) => closed.TryGetValue((shop.Partition, shop.Platform), out var day) ? day : null;

    /// <summary>Reads the feed of figures to its heads.</summary>
    public async Task ReadFeedAsync(CancellationToken cancellation)
    {
        var heads = (await services.Metrics.GetHeadsAsync(new GetHeadsRequest(), cancellationToken: cancellation).ConfigureAwait(false))
            .Heads.ToDictionary(head => head.Partition, head => head.Position);
        if (heads.Count == 0)
        {
            return;
        }

        var request = new FollowFiguresRequest { After = { heads.Keys.Select(partition => new PartitionPosition { Partition = partition }) } };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = services.Metrics.FollowFigures(request, cancellationToken: limit.Token);
        while (heads.Count > 0)
        {
            limit.CancelAfter(Patience);
            if (!await call.ResponseStream.MoveNext(limit.Token).ConfigureAwait(false))
            {
                return;
            }

            var part = call.ResponseStream.Current;
            foreach (var record in part.Records)
            {
                Take(part.Partition, record);
                if (heads.TryGetValue(part.Partition, out var head) && record.Position >= head)
                {
                    heads.Remove(part.Partition);
                }
            }
        }
    }

    /// <summary>Every figure of a metric that is listed, of simulated shops.</summary>
    public async Task<ILookup<RecountedFigure, Figure>> ListAsync(string platform, string metric, CancellationToken cancellation)
    {
        var request = new ListFiguresRequest { Platform = platform, MetricId = metric };
        var figures = await FiguresVerb.AllAsync(services, request, cancellation).ConfigureAwait(false);
        return figures.Where(figure => Simulation.DaysOf(figure.Shop.ShopId) is not null).ToLookup(KeyOf);
    }

    private void Take(int partition, FigureRecord record)
    {
        switch (record.ChangeCase)
        {
            case FigureRecord.ChangeOneofCase.FigureClosed:
                Take(record.FigureClosed);
                break;
            case FigureRecord.ChangeOneofCase.FigureRevised:
                Take(record.FigureRevised);
                break;
            case FigureRecord.ChangeOneofCase.DayClosed:
                var (key, day) = ((partition, record.DayClosed.Platform), Date(record.DayClosed.Day));
                closed[key] = closed.TryGetValue(key, out var before) && before > day ? before : day;
                break;
        }
    }

    private void Take(Figure figure)
    {
        if (Simulation.DaysOf(figure.Shop.ShopId) is not null)
        {
            OnFeed[KeyOf(figure)] = figure;
        }
    }

    private static RecountedFigure KeyOf(Figure figure) =>
        new(figure.Shop.Platform, figure.Shop.ShopId, figure.MetricId, figure.PeriodKind, Date(figure.EvaluatedOn));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
