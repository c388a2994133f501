using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>Stores what changed in a partition's books and what they booked: one round trip, however much it is.</summary>
internal static class BookWriter
{
    private const string Modes = """
        INSERT INTO billing.mode_change (partition, platform, shop_id, source, event_id, occurred_at, mode)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::smallint[])
        ON CONFLICT DO NOTHING
        """;

    private const string Consultations = """
        INSERT INTO billing.consultation AS c (partition, platform, shop_id, consultation_id,
            opened_at, opened_source, opened_event_id, message_at, message_source, message_event_id, buyer_id)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
            $8::timestamptz[], $9::text[], $10::text[], $11::text[])
        ON CONFLICT (partition, platform, shop_id, consultation_id) DO UPDATE SET
            opened_at = excluded.opened_at, opened_source = excluded.opened_source, opened_event_id = excluded.opened_event_id,
            message_at = excluded.message_at, message_source = excluded.message_source,
            message_event_id = excluded.message_event_id, buyer_id = excluded.buyer_id
        """;

    private const string Transfers = """
        INSERT INTO billing.transfer (partition, platform, shop_id, consultation_id, source, event_id, occurred_at, initiator,
            kind)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
            $8::smallint[], $9::smallint[])
        ON CONFLICT DO NOTHING
        """;

    private const string Usages = """
        INSERT INTO billing.usage AS u (partition, platform, shop_id, consultation_id, kind, source, event_id, cause_source,
            cause_event_id, occurred_at, state, reason, day, day_class, tariff_version, unit_price_fen, charge_id, bookings)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::timestamptz[], $11::smallint[], $12::smallint[], $13::date[], $14::smallint[], $15::text[],
            $16::bigint[], $17::text[], $18::integer[])
        ON CONFLICT (partition, platform, shop_id, consultation_id, kind, source, event_id) DO UPDATE SET
            cause_source = excluded.cause_source, cause_event_id = excluded.cause_event_id, occurred_at = excluded.occurred_at,
            state = excluded.state, reason = excluded.reason, day = excluded.day, day_class = excluded.day_class,
            tariff_version = excluded.tariff_version, unit_price_fen = excluded.unit_price_fen, charge_id = excluded.charge_id,
            bookings = excluded.bookings
        """;

    private const string OpenRows = """
        INSERT INTO billing.open_item AS o (partition, platform, shop_id, charge_id, occurred_at, open_fen)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])
        ON CONFLICT (partition, platform, shop_id, charge_id) DO UPDATE SET open_fen = excluded.open_fen
        """;

    private const string ClosedRows = """
        DELETE FROM billing.open_item o USING unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, charge_id)
        WHERE o.partition = $1 AND o.platform = w.platform AND o.shop_id = w.shop_id AND o.charge_id = w.charge_id
        """;

    /// <summary>Stores the books and the entries they made.</summary>
    internal static async Task SaveAsync(
        NpgsqlConnection connection,
        PartitionBooks books,
        IReadOnlyList<ShopFact> facts,
        IReadOnlyList<BookEntry> entries,
        Instant bookedAt,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddFacts(batch, books, facts);
        EntryRows.AddTo(batch, books.Partition, entries, bookedAt);
        AddUsage(batch, books);
        AddOpenItems(batch, books.Partition, [.. books.All.Select(book => (book.Shop, book.Open))]);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static void AddFacts(NpgsqlBatch batch, PartitionBooks books, IReadOnlyList<ShopFact> facts)
    {
        Shop(facts.Where(f => f.Fact is ModeChangedFact).ToList(), books.Partition, f => f.Shop)
            .Text(f => f.Fact.Id.Source).Text(f => f.Fact.Id.EventId)
            .Time(f => f.Fact.At).Number(f => (short)((ModeChangedFact)f.Fact).Mode)
            .AddTo(batch, Modes);
        var consultations = books.All.SelectMany(b => b.TouchedConsultations.Select(c => (b.Shop, Value: c))).ToList();
        Shop(consultations, books.Partition, c => c.Shop).Text(c => c.Value.Id)
            .Time(c => c.Value.Opened?.At).Text(c => c.Value.Opened?.Fact.Source).Text(c => c.Value.Opened?.Fact.EventId)
            .Time(c => c.Value.FirstMessage?.At).Text(c => c.Value.FirstMessage?.Fact.Source)
            .Text(c => c.Value.FirstMessage?.Fact.EventId).Text(c => c.Value.Buyer)
            .AddTo(batch, Consultations);
        var transfers = facts.Where(f => f.Fact is TransferFact).Select(f => (f.Shop, Value: (TransferFact)f.Fact)).ToList();
        Shop(transfers, books.Partition, t => t.Shop).Text(t => t.Value.ConsultationId)
            .Text(t => t.Value.Id.Source).Text(t => t.Value.Id.EventId).Time(t => t.Value.At)
            .Number(t => (short)t.Value.Initiator).Number(t => (short)t.Value.Kind)
            .AddTo(batch, Transfers);
    }

    private static void AddUsage(NpgsqlBatch batch, PartitionBooks books)
    {
        var usages = books.All.SelectMany(b => b.TouchedUsages.Select(u => (b.Shop, Value: u))).ToList();
        Shop(usages, books.Partition, u => u.Shop).Text(u => u.Value.Judged.Key.ConsultationId).Number(u => (short)u.Value.Judged.Key.Kind)
            .Text(u => u.Value.Judged.Key.Transfer.Source).Text(u => u.Value.Judged.Key.Transfer.EventId)
            .Text(u => u.Value.Judged.Cause.Source).Text(u => u.Value.Judged.Cause.EventId).Time(u => u.Value.Judged.At)
            .Number(u => (short)u.Value.Decision.State).Number(u => (short)u.Value.Decision.Reason).Day(u => u.Value.Decision.Day)
            .Number(u => (short?)u.Value.Decision.DayClass).Text(u => u.Value.Decision.TariffVersion)
            .Money(u => u.Value.Decision.UnitPrice).Text(u => u.Value.Standing?.Id).Count(u => u.Value.Bookings)
            .AddTo(batch, Usages);
    }

    /// <summary>Stores what is open now of everything whose open amount changed.</summary>
    internal static void AddOpenItems(NpgsqlBatch batch, short partition, IReadOnlyList<(ShopKey Shop, OpenItems Open)> books)
    {
        var touched = books
            .SelectMany(b => b.Open.Touched.Select(id => (b.Shop, Id: id, Item: b.Open.Find(id))))
            .ToLookup(item => item.Item is not null);
        Shop(touched[true].ToList(), partition, i => i.Shop).Text(i => i.Id).Time(i => i.Item!.At).Money(i => i.Item!.Open)
            .AddTo(batch, OpenRows);
        Shop(touched[false].ToList(), partition, i => i.Shop).Text(i => i.Id).AddTo(batch, ClosedRows);
    }

    private static Columns<T> Shop<T>(IReadOnlyCollection<T> rows, short partition, Func<T, ShopKey> shop)
        => new Columns<T>(rows).Scalar(partition).Text(row => shop(row).Platform).Text(row => shop(row).ShopId);
}
