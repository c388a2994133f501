using CsPlatform.Billing.Storage;
using CsPlatform.Billing.Wire;
using CsPlatform.Domain.Rating;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Feeds;

/// <summary>Bills runs of events, one partition after another: load the books, fold the events one by one, store what came of it.</summary>
internal sealed class BillEvents(BookLoader loader, Publisher publisher, TimeProvider time, ILogger<BillEvents> logger)
{
    internal async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        foreach (var segment in batch)
        {
            await ApplyAsync(connection, transaction, segment, cancellation);
        }
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, FeedSegment batch, CancellationToken cancellation)
    {
        var facts = Facts(batch);
        if (facts.Count == 0)
        {
            return;
        }

        var bookedAt = Instant.FromDateTimeOffset(time.GetUtcNow());
        var books = await loader.LoadAsync(connection, (short)batch.Partition, facts, cancellation);
        var entries = facts.SelectMany(fact => Fold(books, fact)).ToList();
        await BookWriter.SaveAsync(connection, books, facts, entries, bookedAt, cancellation);
        await publisher.AppendAsync(connection, transaction, (batch.Partition, entries), bookedAt, cancellation);
    }

    private IReadOnlyList<BookEntry> Fold(PartitionBooks books, ShopFact fact)
    {
        var booked = books.Of(fact.Shop).Apply(fact.Fact);
        if (booked.Count == 0 && fact.Fact is ProceedsSettledFact settled)
        {
            logger.LogWarning(
                "Settlement {Settlement} of {Shop} came again as event {Event}; the first counts",
                settled.SettlementId, fact.Shop, fact.Fact.Id);
        }

        return booked;
    }

    private List<ShopFact> Facts(FeedSegment batch)
    {
        var facts = new List<ShopFact>(batch.Records.Count);
        foreach (var record in batch.Records)
        {
            var sent = EventRecord.Parser.ParseFrom(record.Content.Span).Event;
            if (EventWire.FromProto(sent, out var fault) is { } fact)
            {
                facts.Add(fact);
            }
            else if (fault is not null)
            {
                logger.LogWarning("Event {Source}:{Event} is not billed: it has {Fault}", sent.Source, sent.EventId, fault);
            }
        }

        return facts;
    }
}
