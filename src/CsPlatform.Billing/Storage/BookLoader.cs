using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>
/// Locks a partition and loads of its books what the facts at hand touch: the consultations they name, all that a late mode
/// change may correct, and what is open where proceeds are settled.
/// </summary>
internal sealed class BookLoader(FeeTermsSource terms)
{
    private const string Lock = "SELECT partition FROM billing.partition_lock WHERE partition = $1 FOR UPDATE";

    private const string Modes = """
        SELECT m.platform, m.shop_id, m.source, m.event_id, m.occurred_at, m.mode
        FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS w(platform, shop_id)) AS w
        JOIN billing.mode_change m ON m.partition = $1 AND m.platform = w.platform AND m.shop_id = w.shop_id
        """;

    private const string Named = """
        SELECT c.platform, c.shop_id, c.consultation_id, c.opened_at, c.opened_source, c.opened_event_id,
               c.message_at, c.message_source, c.message_event_id, c.buyer_id
        FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, consultation_id)) AS w
        JOIN billing.consultation c ON c.partition = $1 AND c.platform = w.platform AND c.shop_id = w.shop_id
            AND c.consultation_id = w.consultation_id
        """;

    private const string Later = """
        SELECT c.platform, c.shop_id, c.consultation_id, c.opened_at, c.opened_source, c.opened_event_id,
               c.message_at, c.message_source, c.message_event_id, c.buyer_id
        FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS w(platform, shop_id, since)
        CROSS JOIN LATERAL (
            SELECT s.consultation_id FROM billing.consultation s
            WHERE s.partition = $1 AND s.platform = w.platform AND s.shop_id = w.shop_id
                AND coalesce(s.opened_at, s.message_at) >= w.since
            UNION
            SELECT t.consultation_id FROM billing.transfer t
            WHERE t.partition = $1 AND t.platform = w.platform AND t.shop_id = w.shop_id AND t.occurred_at >= w.since
        ) AS later
        JOIN billing.consultation c ON c.partition = $1 AND c.platform = w.platform AND c.shop_id = w.shop_id
            AND c.consultation_id = later.consultation_id
        """;

    private const string OfBuyers = """
        SELECT c.platform, c.shop_id, c.consultation_id, c.opened_at, c.opened_source, c.opened_event_id,
               c.message_at, c.message_source, c.message_event_id, c.buyer_id
        FROM unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, buyer_id)
        JOIN billing.consultation c ON c.partition = $1 AND c.platform = w.platform AND c.shop_id = w.shop_id
            AND c.buyer_id = w.buyer_id
        """;

    private const string Transfers = """
        SELECT t.platform, t.shop_id, t.consultation_id, t.source, t.event_id, t.occurred_at, t.initiator, t.kind
        FROM unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, consultation_id)
        JOIN billing.transfer t ON t.partition = $1 AND t.platform = w.platform AND t.shop_id = w.shop_id
            AND t.consultation_id = w.consultation_id
        """;

    private const string Usages = $"""
        SELECT {UsageRows.Columns}
        FROM unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, consultation_id)
        JOIN billing.usage u ON u.partition = $1 AND u.platform = w.platform AND u.shop_id = w.shop_id
            AND u.consultation_id = w.consultation_id
        {UsageRows.Joins}
        """;

    private const string OpenItems = """
        SELECT o.platform, o.shop_id, o.charge_id, o.occurred_at, o.open_fen
        FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS w(platform, shop_id)) AS w
        JOIN billing.open_item o ON o.partition = $1 AND o.platform = w.platform AND o.shop_id = w.shop_id
        """;

    private const string Settlements = """
        SELECT d.platform, d.shop_id, d.settlement_id
        FROM unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, settlement_id)
        JOIN billing.deduction d ON d.partition = $1 AND d.platform = w.platform AND d.shop_id = w.shop_id
            AND d.settlement_id = w.settlement_id
        """;

    /// <summary>The partition's books, locked until the transaction ends.</summary>
    internal async Task<PartitionBooks> LoadAsync(
        NpgsqlConnection connection, short partition, IReadOnlyList<ShopFact> facts, CancellationToken cancellation)
    {
        await using (var locking = new NpgsqlCommand(Lock, connection) { Parameters = { new() { Value = partition } } })
        {
            await locking.ExecuteNonQueryAsync(cancellation);
        }

        // Tariffs are read by a statement that begins after the lock: one that was just published is seen.
        var platforms = facts.Select(fact => fact.Shop.Platform).Distinct().ToList();
        var books = new PartitionBooks(partition, await TariffStore.LoadAsync(connection, platforms, cancellation), terms);
        var found = await LoadConsultationsAsync(connection, books, facts, cancellation);
        await LoadOfBuyersAsync(connection, books, (facts, found), cancellation);
        await LoadUsageAsync(connection, books, found, cancellation);
        return books;
    }

    private static async Task<Dictionary<(ShopKey Shop, string Id), Consultation>> LoadConsultationsAsync(
        NpgsqlConnection connection, PartitionBooks books, IReadOnlyList<ShopFact> facts, CancellationToken cancellation)
    {
        var shops = facts.Select(f => f.Shop).Distinct().ToList();
        var settled = facts.Where(f => f.Fact is ProceedsSettledFact).ToList();
        var named = facts.Where(f => f.ConsultationId is not null)
            .Select(f => (f.Shop, Id: f.ConsultationId!))
            .Distinct()
            .ToList();
        var changed = facts.Where(f => f.Fact is ModeChangedFact)
            .GroupBy(f => f.Shop)
            .Select(group => (Shop: group.Key, Since: group.Min(f => f.Fact.At)))
            .ToList();
        await using var batch = new NpgsqlBatch(connection);
        Shops(shops, books).AddTo(batch, Modes);
        Shops([.. settled.Select(f => f.Shop)], books).AddTo(batch, OpenItems);
        new Columns<ShopFact>(settled).Scalar(books.Partition).Text(f => f.Shop.Platform).Text(f => f.Shop.ShopId)
            .Text(f => ((ProceedsSettledFact)f.Fact).SettlementId).AddTo(batch, Settlements);
        Consultations(named, books).AddTo(batch, Named);
        new Columns<(ShopKey Shop, Instant Since)>(changed).Scalar(books.Partition)
            .Text(c => c.Shop.Platform).Text(c => c.Shop.ShopId).Time(c => c.Since).AddTo(batch, Later);

        var found = named.ToDictionary(n => n, n => Consultation.Unknown(n.Id));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await EachAsync(
            reader,
            shops.Count,
            row => books.Of(row.Shop(0)).Restore(new ServiceModeChange(row.Time(4), row.Fact(2), row.Choice<ServiceMode>(5))),
            cancellation);
        await EachAsync(
            reader,
            settled.Count,
            row => books.Of(row.Shop(0)).Open.Restore(new OpenItem(row.Time(3), row.GetString(2), row.Money(4))),
            cancellation);
        await EachAsync(reader, settled.Count, row => books.Of(row.Shop(0)).RestoreSettlement(row.GetString(2)), cancellation);
        await EachAsync(reader, named.Count, row => Note(row, found), cancellation);
        await EachAsync(reader, changed.Count, row => Note(row, found), cancellation);
        return found;
    }

    // Only where a rule counts a user's day does a consultation depend on the user's other ones.
    private async Task LoadOfBuyersAsync(
        NpgsqlConnection connection,
        PartitionBooks books,
        (IReadOnlyList<ShopFact> Facts, Dictionary<(ShopKey Shop, string Id), Consultation> Found) known,
        CancellationToken cancellation)
    {
        var buyers = known.Facts.Select(fact => (fact.Shop, fact.Buyer))
            .Concat(known.Found.Select(found => (found.Key.Shop, found.Value.Buyer)))
            .Where(of => of.Buyer is not null && terms.CountsUserDays(of.Shop.Platform))
            .Distinct()
            .ToList();
        if (buyers.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection);
        new Columns<(ShopKey Shop, string? Buyer)>(buyers).Scalar(books.Partition)
            .Text(of => of.Shop.Platform).Text(of => of.Shop.ShopId).Text(of => of.Buyer).AddTo(batch, OfBuyers);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await EachAsync(reader, 1, row => Note(row, known.Found), cancellation);
    }

    private async Task LoadUsageAsync(
        NpgsqlConnection connection,
        PartitionBooks books,
        Dictionary<(ShopKey Shop, string Id), Consultation> found,
        CancellationToken cancellation)
    {
        if (found.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            Consultations(found.Keys, books).AddTo(batch, Transfers);
            Consultations(found.Keys, books).AddTo(batch, Usages);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await EachAsync(reader, 1, row => AddTransfer(row, found), cancellation);
            await EachAsync(reader, 1, row => UsageRows.RestoreFrom(row, books, terms), cancellation);
        }

        foreach (var ((shop, _), consultation) in found)
        {
            books.Of(shop).Restore(consultation);
        }
    }

    // A statement without rows to ask for was left out of the batch, so it has no result either.
    private static async Task EachAsync(
        NpgsqlDataReader reader, int asked, Action<NpgsqlDataReader> take, CancellationToken cancellation)
    {
        if (asked == 0)
        {
            return;
        }

        while (await reader.ReadAsync(cancellation))
        {
            take(reader);
        }

        await reader.NextResultAsync(cancellation);
    }

    private static void Note(NpgsqlDataReader row, Dictionary<(ShopKey Shop, string Id), Consultation> found)
        => found[(row.Shop(0), row.GetString(2))] = new Consultation(row.GetString(2), Start(row, 3), Start(row, 6), [])
        {
            Buyer = row.IsDBNull(9) ? null : row.GetString(9),
        };

    private static ConsultationStart? Start(NpgsqlDataReader row, int column)
        => row.IsDBNull(column) ? null : new ConsultationStart(row.Time(column), row.Fact(column + 1));

    private static void AddTransfer(NpgsqlDataReader row, Dictionary<(ShopKey Shop, string Id), Consultation> found)
    {
        var key = (row.Shop(0), row.GetString(2));
        found[key] = found[key].With(new TransferFact(
            row.Fact(3), row.Time(5), key.Item2, row.Choice<TransferInitiator>(6), row.Choice<ConsultationKind>(7)));
    }

    private static Columns<ShopKey> Shops(IReadOnlyCollection<ShopKey> shops, PartitionBooks books)
        => new Columns<ShopKey>(shops).Scalar(books.Partition).Text(shop => shop.Platform).Text(shop => shop.ShopId);

    private static Columns<(ShopKey Shop, string Id)> Consultations(
        IReadOnlyCollection<(ShopKey Shop, string Id)> ids, PartitionBooks books)
        => new Columns<(ShopKey Shop, string Id)>(ids).Scalar(books.Partition)
            .Text(id => id.Shop.Platform).Text(id => id.Shop.ShopId).Text(id => id.Id);
}
