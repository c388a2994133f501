using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Scores;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Subjects;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Closing;

/// <summary>
/// Closes days of one platform in one partition: from the day after the last closed, or the first that counts anything.
/// </summary>
internal sealed class PartitionCloser(
    Database database, RulebookCatalogue catalogue, FigurePublisher publisher, FeedSignal signal, SubjectClosing subjects)
{
    // Bounds a transaction; a closing of years goes on in the next one.
    private const int DaysPerTransaction = 92;

    /// <summary>Closes up to and including a day; returns the number of figures. Days that are closed are passed over.</summary>
    public async Task<long> CloseAsync(int partition, string platform, LocalDate through, CancellationToken cancellation)
    {
        var figures = 0L;
        while (true)
        {
            var closed = await database.InTransactionAsync(
                (_, transaction, token) => CloseSomeAsync(transaction, (partition, platform), through, token),
                cancellation,
                TransactionOptions.Default with { Idempotent = true });
            if (closed is not { } some)
            {
                return figures;
            }

            signal.Announce(partition);
            figures += some;
        }
    }

    private async Task<long?> CloseSomeAsync(
        NpgsqlTransaction transaction, (int Partition, string Platform) of, LocalDate through, CancellationToken cancellation)
    {
        await PartitionGuard.LockAsync(transaction, of.Partition, cancellation);
        var closed = await ClosedDayStore.LoadAsync(transaction, [of], cancellation);
        var first = closed.TryGetValue(of, out var last)
            ? last.PlusDays(1)
            : await FactStore.FirstDayAsync(transaction, of, cancellation);
        if (first is not { } from || from > through)
        {
            return null;
        }

        var until = LocalDate.Min(through, from.PlusDays(DaysPerTransaction - 1)).PlusDays(1);
        await subjects.PrepareAsync(transaction, of, new Period(from, until), cancellation);
        var reach = ClosingReach.Of(new Period(from, until), day => catalogue.Find(of.Platform, day));
        var facts = await FactStore.LoadAsync(transaction, of, reach, cancellation);
        await subjects.CountAsync(transaction, of, facts, new Period(from, until), cancellation);
        var book = await SubjectClosing.OpenScoresAsync(transaction, of, facts, new Period(from, until), cancellation);
        var seals = await SealedMonthStore.LoadAsync(transaction, [of], cancellation);
        LocalDate? sealedThrough = seals.TryGetValue(of, out var day) ? day : null;
        var (figures, scores, records) = Close(new Period(from, until), facts, book, (of.Platform, sealedThrough));
        await ScoreStore.AddAsync(transaction, of.Partition, scores, cancellation);
        await publisher.CloseAsync(transaction, of.Partition, figures, records, cancellation);
        await ClosedDayStore.SetAsync(transaction, of.Partition, of.Platform, until.PlusDays(-1), cancellation);
        return figures.Count;
    }

    private (List<StoredFigure> Figures, List<StoredScore> Scores, List<V1.FigureRecord> Records) Close(
        Period days, FactTable facts, ScoreBook book, (string Platform, LocalDate? SealedThrough) of)
    {
        var now = publisher.Now;
        var shops = facts.Shops.ToList();
        var (figures, scores, records) = (new List<StoredFigure>(), new List<StoredScore>(), new List<V1.FigureRecord>());
        for (var day = days.Start; day < days.End; day = day.PlusDays(1))
        {
            var (before, scoresBefore) = (figures.Count, scores.Count);
            if (catalogue.Find(of.Platform, day) is { } rulebook)
            {
                var closing =
                    from shop in shops
                    from figure in DayClosing.Close(day, rulebook, shop.Metrics)
                    select new StoredFigure(new ShopKey(of.Platform, shop.ShopId), figure, 1, "", now);
                if (day <= of.SealedThrough)
                {
                    records.AddRange(closing.Select(figure => DeferredCorrections.OfNew(figure, of.SealedThrough.Value)));
                }
                else
                {
                    figures.AddRange(closing);
                    scores.AddRange(subjects.CloseScores(book, day, rulebook));
                }
            }

            records.AddRange(figures.Skip(before).Select(f => new V1.FigureRecord { FigureClosed = ToProto.Figure(f) }));
            records.AddRange(scores.Skip(scoresBefore).Select(s => new V1.FigureRecord { ScoreClosed = ScoreToProto.Figure(s) }));
            // A day without figures is closed by the next one that is announced: years of silence make one record, not thousands.
            if (figures.Count > before || scores.Count > scoresBefore || day.PlusDays(1) == days.End)
            {
                records.Add(ToProto.DayClosed(of.Platform, day));
            }
        }

        return (figures, scores, records);
    }
}
