using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rating.Fines;
using CsPlatform.Domain.Rulebooks;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>Keeps the fines of shops: a shop has few, so all of one are read when a decision touches it.</summary>
internal sealed class FineStore(AmountRules rules, IOptions<FineOptions> options)
{
    private const string Lock = "SELECT partition FROM billing.partition_lock WHERE partition = $1 FOR UPDATE";

    private const string Select = """
        SELECT f.platform, f.shop_id, f.decision_id, f.case_id, f.shop_sequence, f.effective_on, f.assessed_on,
               f.score_numerator, f.score_denominator, f.rulebook_version, f.rulebook_hash, f.rule_id, f.reason, f.revoked_by,
               c.charge_id, c.unit_price_fen, c.working, c.is_owed, c.payee, o.open_fen
        FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS w(platform, shop_id)) AS w
        JOIN billing.fine f ON f.partition = $1 AND f.platform = w.platform AND f.shop_id = w.shop_id
        LEFT JOIN billing.charge c ON c.partition = f.partition AND c.platform = f.platform AND c.shop_id = f.shop_id
            AND c.charge_id = f.charge_id
        LEFT JOIN billing.open_item o ON o.partition = f.partition AND o.platform = f.platform AND o.shop_id = f.shop_id
            AND o.charge_id = f.charge_id
        """;

    private const string Upsert = """
        INSERT INTO billing.fine (partition, platform, shop_id, decision_id, case_id, shop_sequence, effective_on, assessed_on,
            score_numerator, score_denominator, rulebook_version, rulebook_hash, rule_id, reason, charge_id, revoked_by)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::date[], $8::date[],
            $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::smallint[], $15::text[], $16::text[])
        ON CONFLICT (partition, platform, shop_id, decision_id) DO UPDATE SET
            reason = excluded.reason, charge_id = excluded.charge_id, revoked_by = excluded.revoked_by
        """;

    private readonly IReadOnlyList<FundSource> fallback = [.. options.Value.Funds];

    /// <summary>The books of the shops, locked with their partition until the transaction ends.</summary>
    internal async Task<IReadOnlyDictionary<ShopKey, FineBook>> LoadAsync(
        NpgsqlConnection connection, short partition, IReadOnlyCollection<ShopKey> shops, CancellationToken cancellation)
    {
        await using (var locking = new NpgsqlCommand(Lock, connection) { Parameters = { new() { Value = partition } } })
        {
            await locking.ExecuteNonQueryAsync(cancellation);
        }

        var books = shops.Distinct().ToDictionary(shop => shop, shop => new FineBook(shop, fallback));
        await using var batch = new NpgsqlBatch(connection);
        new Columns<ShopKey>(books.Keys).Scalar(partition).Text(shop => shop.Platform).Text(shop => shop.ShopId).AddTo(batch, Select);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            Restore(reader, books[reader.Shop(0)]);
        }

        return books;
    }

    /// <summary>Stores what changed in the books and what they booked.</summary>
    internal static async Task SaveAsync(
        NpgsqlConnection connection,
        short partition,
        IEnumerable<FineBook> books,
        IReadOnlyList<BookEntry> entries,
        Instant bookedAt,
        CancellationToken cancellation)
    {
        var all = books.ToList();
        await using var batch = new NpgsqlBatch(connection);
        EntryRows.AddTo(batch, partition, entries, bookedAt);
        var touched = all.SelectMany(book => book.Touched).ToList();
        new Columns<FineRecord>(touched).Scalar(partition)
            .Text(f => f.Demand.Shop.Platform).Text(f => f.Demand.Shop.ShopId).Text(f => f.Demand.DecisionId)
            .Text(f => f.Demand.CaseId).Long(f => f.Demand.Order).Day(f => f.Demand.EffectiveOn).Day(f => f.Demand.AssessedOn)
            .Long(f => (long?)f.Demand.Score?.Numerator).Long(f => (long?)f.Demand.Score?.Denominator)
            .Text(f => f.Demand.Citation.RulebookVersion).Text(f => f.Demand.Citation.RulebookHash)
            .Text(f => f.Demand.Citation.RuleId).Number(f => (short)f.Against).Text(f => f.Standing?.Id).Text(f => f.RevokedBy)
            .AddTo(batch, Upsert);
        BookWriter.AddOpenItems(batch, partition, [.. all.Select(book => (book.Shop, book.Open))]);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private void Restore(NpgsqlDataReader row, FineBook book)
    {
        var (rule, citation) = rules.Find(book.Shop.Platform, row.GetString(9), row.GetString(10), row.GetString(11));
        var demand = new FineDemand(
            book.Shop, row.GetString(2), row.GetString(3), row.GetInt64(4), row.Day(5), row.Day(6),
            row.IsDBNull(7) ? null : new Fraction(row.GetInt64(7), row.GetInt64(8)), rule, citation);
        var standing = row.IsDBNull(14)
            ? null
            : new Fine(
                row.GetString(14), book.Shop, demand.DecisionId, demand.CaseId, demand.At, row.Money(15), row.GetString(16),
                row.GetBoolean(17), row.Choice<AmountParty>(18), citation);
        book.Restore(new FineRecord(demand, row.Choice<AmountReason>(12), standing, row.TextOrNull(13)));
        if (standing is not null && !row.IsDBNull(19))
        {
            book.Open.Restore(new OpenItem(standing.At, standing.Id, row.Money(19)));
        }
    }
}
