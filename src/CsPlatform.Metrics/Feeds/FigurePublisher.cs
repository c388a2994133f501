using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Subjects;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Feeds;

/// <summary>Stores figures and publishes them on this service's feed, in the caller's transaction.</summary>
internal sealed class FigurePublisher(FeedLog feed, FeedSignal signal, TimeProvider time, SubjectClosing subjects)
{
    /// <summary>The instant to publish with.</summary>
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>
    /// Stores the figures as first closed and publishes the records, which hold them in their order with the days' ends.
    /// </summary>
    public async Task CloseAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<StoredFigure> figures,
        IReadOnlyCollection<V1.FigureRecord> records,
        CancellationToken cancellation)
    {
        await FigureStore.AddAsync(transaction, partition, figures, cancellation);
        await AppendAsync(transaction, [(partition, records)], cancellation);
    }

    /// <summary>
    /// Computes the touched figures anew, stores a revision and has the fold publish it of each that differs. A period that had no figure counts as
    /// revision 1 without data: what corrects it is revision 2.
    /// </summary>
    public async Task ReviseAsync(
        Fold fold, (int Partition, string Platform) of, IReadOnlyList<TouchedFigure> touched, CancellationToken cancellation)
    {
        if (touched.Count == 0)
        {
            return;
        }

        var facts = await FactStore.LoadAsync(fold.Transaction, of, Ranges(touched), cancellation);
        var ends = touched.Select(figure => figure.Period.ClosesWith).ToList();
        await subjects.CountAsync(fold.Transaction, of, facts, new Period(ends.Min(), ends.Max().PlusDays(1)), cancellation);
        var latest = await FigureStore.LatestAsync(fold.Transaction, of, [.. touched.Select(Key)], cancellation);
        var seals = await SealedMonthStore.LoadAsync(fold.Transaction, [of], cancellation);
        LocalDate? sealedThrough = seals.TryGetValue(of, out var day) ? day : null;
        var now = Now;
        var revised = new List<StoredFigure>();
        foreach (var figure in touched)
        {
            var (revision, before) = latest.GetValueOrDefault(Key(figure), (1, null));
            var series = facts.Series(figure.ShopId, figure.MetricId);
            var after = ClosedFigure.Of(figure.Rulebook, figure.Metric, figure.Period, series);
            if (!Differs(before, after))
            {
                continue;
            }

            var (shop, reason) = (new ShopKey(of.Platform, figure.ShopId), Reason(figure, before, after));
            if (DeferredCorrections.IsSealed(figure.Period, sealedThrough))
            {
                fold.Publish(shop, await DeferredCorrections.RecordAsync(
                    fold.Transaction, shop, after, reason, sealedThrough!.Value, cancellation));
                continue;
            }

            revised.Add(new StoredFigure(shop, after, revision + 1, reason, now));
        }

        await FigureStore.AddAsync(fold.Transaction, of.Partition, revised, cancellation);
        revised.ForEach(figure => fold.Publish(figure.Shop, new V1.FigureRecord { FigureRevised = ToProto.Figure(figure) }));
    }

    /// <summary>Publishes records by partition, in the caller's transaction.</summary>
    public async Task AppendAsync(
        NpgsqlTransaction transaction,
        IEnumerable<(int Partition, IReadOnlyCollection<V1.FigureRecord> Records)> records,
        CancellationToken cancellation)
    {
        var appends = records.Where(of => of.Records.Count > 0)
            .Select(of => new FeedAppend(of.Partition, [.. of.Records.Select(record => new ReadOnlyMemory<byte>(record.ToByteArray()))]))
            .ToList();
        if (appends.Count > 0)
        {
            await feed.AppendAsync(transaction.Connection!, transaction, appends, cancellation);
        }
    }

    /// <summary>Wakes who follows the feed; to be called once the records are committed.</summary>
    public void Announce(int partition) => signal.Announce(partition);

    // What could be differs only where it was judged: a figure of before that time is not revised for it.
    private static bool Differs(FigureValue? before, ClosedFigure after) =>
        (before?.Rate ?? default) != after.Rate
        || (before is { Lowest: { } lowest, Highest: { } highest }
            && (lowest, highest) != (after.Certainty.Lowest, after.Certainty.Highest));

    private static string Reason(TouchedFigure figure, FigureValue? before, ClosedFigure after)
    {
        var rate = before?.Rate ?? default;
        var text = RevisionReason.Text(figure.Causes, rate, after.Rate);
        return rate == after.Rate
            ? $"{text} What it could be became {after.Certainty.Lowest} to {after.Certainty.Highest} over {rate.Denominator}."
            : text;
    }

    // One range per series, wide enough for all of its touched periods.
    private static List<(string ShopId, string MetricId, Period Days)> Ranges(IReadOnlyList<TouchedFigure> touched) =>
    [
        .. touched.GroupBy(figure => (figure.ShopId, figure.MetricId)).Select(series => (
            series.Key.ShopId,
            series.Key.MetricId,
            new Period(series.Min(figure => figure.Period.Days.Start), series.Max(figure => figure.Period.Days.End)))),
    ];

    private static FigureKey Key(TouchedFigure figure) =>
        new(figure.ShopId, figure.MetricId, figure.Period.Kind, figure.Period.EvaluatedOn);
}
