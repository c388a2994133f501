using CsPlatform.Billing.Storage;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rating.Fines;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Sanctions.V1;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace CsPlatform.Billing.Feeds;

/// <summary>
/// Bills runs of decisions: what a decision asks for is booked, what a revoked one had asked for is taken back.
/// </summary>
internal sealed class BillDecisions(AmountRules rules, FineStore fines, Publisher publisher, TimeProvider time)
{
    internal async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        foreach (var segment in batch)
        {
            var decisions = segment.Records.Select(record => DecisionRecord.Parser.ParseFrom(record.Content.Span).Decision).ToList();
            if (decisions.Count > 0)
            {
                await ApplyAsync(connection, transaction, (short)segment.Partition, decisions, cancellation);
            }
        }
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        short partition,
        List<Decision> decisions,
        CancellationToken cancellation)
    {
        var bookedAt = Instant.FromDateTimeOffset(time.GetUtcNow());
        var books = await fines.LoadAsync(connection, partition, [.. decisions.Select(Shop)], cancellation);
        var entries = new List<BookEntry>();
        foreach (var decision in decisions)
        {
            var book = books[Shop(decision)];
            entries.AddRange(decision.Kind == DecisionKind.Fined
                ? book.Demand(Demand(decision))
                : book.Revoke(decision.Correction.Revokes, decision.DecisionId, decision.Correction.TraceId));
        }

        await FineStore.SaveAsync(connection, partition, books.Values, entries, bookedAt, cancellation);
        await publisher.AppendAsync(connection, transaction, (partition, entries), bookedAt, cancellation);
    }

    private FineDemand Demand(Decision decision)
    {
        var (rule, citation) = rules.Find(
            decision.Shop.Platform, decision.Citation.RulebookVersion, decision.Citation.RulebookHash, decision.AmountId);
        var effective = Day(decision.EffectiveFrom);
        var figure = decision.Figure;
        return new FineDemand(
            Shop(decision),
            decision.DecisionId,
            decision.CaseId,
            decision.ShopSequence,
            effective,
            figure is null ? effective : Day(figure.PeriodEnd).PlusDays(-1),
            figure is { Denominator: > 0 } ? new Fraction(figure.Numerator, figure.Denominator) : null,
            rule,
            citation);
    }

    private static ShopKey Shop(Decision decision) => new(decision.Shop.Platform, decision.Shop.ShopId);

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();
}
