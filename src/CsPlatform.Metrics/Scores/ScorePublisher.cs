using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Subjects;
using CsPlatform.Metrics.Wire;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Scores;

/// <summary>Stores scores and publishes them on this service's feed, in the caller's transaction.</summary>
internal sealed class ScorePublisher(Consumers consumers, TimeProvider time)
{
    private const int LongestPeriod = 366;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>What scores are found from that close with one of the days; facts reach back to their first day.</summary>
    internal static async Task<ScoreBook> OpenAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        FactTable facts,
        Period days,
        CancellationToken cancellation) =>
        new(of.Platform, facts, await OutsideStore.LoadAsync(transaction, of, null, days, cancellation));

    /// <summary>The scores that close with a day, as they are first published.</summary>
    internal IReadOnlyList<StoredScore> Close(ScoreBook book, LocalDate day, Rulebook rulebook)
    {
        var now = Now;
        return [.. book.Close(day, rulebook).Select(closed => StoredScore.Of(closed.Shop, closed.Score, 1, "", now))];
    }

    /// <summary>
    /// Computes the touched scores anew, stores a revision and has the fold publish it of each that differs. A day that had no score counts as
    /// revision 1 without data: what corrects it is revision 2.
    /// </summary>
    internal async Task ReviseAsync(
        Fold fold, (int Partition, string Platform) of, IReadOnlyList<TouchedScore> touched, CancellationToken cancellation)
    {
        if (touched.Count == 0)
        {
            return;
        }

        // A sealed month's scores stay, as its figures do: the figures' deferred corrections tell of it.
        var seals = await SealedMonthStore.LoadAsync(fold.Transaction, [of], cancellation);
        var open = seals.TryGetValue(of, out var sealedThrough) ? [.. touched.Where(score => score.Day > sealedThrough)] : touched;
        if (open.Count == 0)
        {
            return;
        }

        touched = open;
        var book = await BookAsync(fold.Transaction, of, touched, cancellation);
        var latest = await ScoreStore.LatestAsync(fold.Transaction, of, [.. touched.Select(score => score.Key)], cancellation);
        var now = Now;
        var revised = new List<StoredScore>();
        foreach (var score in touched)
        {
            var before = latest.GetValueOrDefault(score.Key);
            var after = book.Close(score.Shop.ShopId, score.Day, score.Rulebook, score.Rule, wasClosed: before is not null);
            if (after is null || (before is null && !after.HasData))
            {
                continue;
            }

            var stored = StoredScore.Of(score.Shop, after, (before?.Revision ?? 1) + 1, "", now);
            if (before?.SaysWhat(stored) != true)
            {
                var causes = score.Causes.Order().ToList();
                revised.Add(stored with { Reason = RevisionReason.Text(causes, Text(before?.Value), Text(stored.Value)) });
            }
        }

        await ScoreStore.AddAsync(fold.Transaction, of.Partition, revised, cancellation);
        revised.ForEach(score => fold.Publish(score.Key.Shop, new V1.FigureRecord { ScoreRevised = ScoreToProto.Figure(score) }));
    }

    private static string Text(Fraction? value) => value is { } number ? $"{number}" : "no score";

    private async Task<ScoreBook> BookAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyList<TouchedScore> touched,
        CancellationToken cancellation)
    {
        var days = new Period(touched.Min(score => score.Day), touched.Max(score => score.Day).PlusDays(1));
        var from = days.Start.PlusDays(1 - LongestPeriod);
        var wanted = touched
            .SelectMany(score => ScoreNeeds.Of(score.Rule).Metrics.Select(metric => (score.Shop.ShopId, metric)))
            .Distinct()
            .Select(series => (series.ShopId, series.metric, new Period(from, days.End)))
            .ToList();
        var facts = await FactStore.LoadAsync(transaction, of, wanted, cancellation);
        await consumers.CountAsync(transaction, of, facts, days, cancellation);
        var shops = touched.Select(score => score.Shop.ShopId).Distinct().ToArray();
        return new ScoreBook(of.Platform, facts, await OutsideStore.LoadAsync(transaction, of, shops, days, cancellation));
    }
}
