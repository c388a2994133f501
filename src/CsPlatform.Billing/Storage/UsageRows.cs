using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>Usage with the charge that stands for it and what is open of that charge, as one row.</summary>
internal static class UsageRows
{
    /// <summary>The columns, of usage u, its charge c and its open item o, that <see cref="RestoreFrom"/> reads.</summary>
    internal const string Columns = """
        u.platform, u.shop_id, u.consultation_id, u.kind, u.source, u.event_id, u.cause_source, u.cause_event_id, u.occurred_at,
        u.state, u.reason, u.day, u.day_class, u.tariff_version, u.unit_price_fen, u.bookings,
        c.charge_id, c.cause_source, c.cause_event_id, c.occurred_at, c.rulebook_version, c.rulebook_hash, c.rule_id,
        c.rule_source, o.open_fen
        """;

    /// <summary>Brings the charge and the open item to a usage row.</summary>
    internal const string Joins = """
        LEFT JOIN billing.charge c ON c.partition = u.partition AND c.platform = u.platform AND c.shop_id = u.shop_id
            AND c.charge_id = u.charge_id
        LEFT JOIN billing.open_item o ON o.partition = u.partition AND o.platform = u.platform AND o.shop_id = u.shop_id
            AND o.charge_id = u.charge_id
        """;

    /// <summary>Puts the row into its shop's book.</summary>
    internal static void RestoreFrom(NpgsqlDataReader row, PartitionBooks books, FeeTermsSource terms)
    {
        var shop = row.Shop(0);
        var key = new UsageKey(row.Choice<ChargeKind>(3), row.GetString(2), row.Fact(4));
        var day = row.Day(11);
        var judged = new JudgedUsage(key, row.Time(8), row.Fact(6), terms.Of(shop.Platform)(day), Against(row));
        var decision = new UsageDecision(
            row.Choice<UsageState>(9), row.Choice<UsageReason>(10), day,
            row.ChoiceOrNull<DayClass>(12), row.TextOrNull(13), row.IsDBNull(14) ? null : row.Money(14));
        var standing = row.IsDBNull(16) ? null : Standing(row, shop, key, decision);
        var book = books.Of(shop);
        book.Restore(new UsageRecord(judged, decision, standing, row.GetInt32(15)));
        if (standing is not null && !row.IsDBNull(24))
        {
            book.Open.Restore(new OpenItem(standing.At, standing.Id, row.Money(24)));
        }
    }

    // A reason that only says why a price is missing does not speak against charging.
    private static UsageReason Against(NpgsqlDataReader row)
        => row.Choice<UsageState>(9) == UsageState.NotCharged ? row.Choice<UsageReason>(10) : UsageReason.None;

    private static Charge Standing(NpgsqlDataReader row, ShopKey shop, UsageKey key, UsageDecision decision) => new(
        row.GetString(16), shop, key, row.Time(19), row.Fact(17),
        decision.DayClass!.Value, decision.TariffVersion!, decision.UnitPrice!.Value,
        new RuleCitation(shop.Platform, row.GetString(20), row.GetString(21), row.GetString(22), row.GetString(23)),
        Reverses: null);
}
