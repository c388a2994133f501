using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>Timelines by whose they are.</summary>
internal static class BuyerTimelines
{
    // The buyer's index answers by the whole name (docs/decisions/0033); whose it is, the buyer's own id makes sure of.
    private const string Load = """
        SELECT t.platform, t.shop_id, t.consultation_id, t.buyer_id, t.state
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) AS k(partition, platform, shop_id, buyer_id)
        JOIN metrics.timeline t ON t.partition = k.partition AND t.buyer_id = k.buyer_id
            AND t.platform || '/' || t.shop_id || '/' || t.buyer_id = k.platform || '/' || k.shop_id || '/' || k.buyer_id
        """;

    private const string Buyers = """
        SELECT DISTINCT buyer_id FROM metrics.timeline
        WHERE partition = $1 AND platform || '/' || shop_id = $2 || '/' || $3 AND start_day < $5 AND last_day >= $4 AND buyer_id IS NOT NULL
        ORDER BY buyer_id
        """;

    private const string WithoutBuyer = """
        SELECT consultation_id, state FROM metrics.timeline
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND start_day < $5 AND last_day >= $4 AND buyer_id IS NULL
            AND consultation_id > $6
        ORDER BY consultation_id LIMIT $7
        """;

    /// <summary>All consultations of the buyers.</summary>
    internal static async Task<Dictionary<BuyerKey, Dictionary<string, Timeline>>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<BuyerKey> buyers, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Load, transaction.Connection, transaction);
        command.Parameters.AddShops([.. buyers.Select(buyer => buyer.Shop)]);
        command.Parameters.Add(new() { Value = buyers.Select(buyer => buyer.BuyerId).ToArray() });
        var found = new Dictionary<BuyerKey, Dictionary<string, Timeline>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var buyer = new BuyerKey(new ShopKey(reader.GetString(0), reader.GetString(1)), reader.GetString(3));
            if (!found.TryGetValue(buyer, out var consultations))
            {
                found.Add(buyer, consultations = new(StringComparer.Ordinal));
            }

            consultations.Add(reader.GetString(2), TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(4)));
        }

        return found;
    }

    /// <summary>The buyers with a consultation that touches the days, in order.</summary>
    internal static async Task<List<string>> BuyersAsync(
        NpgsqlTransaction transaction, ShopKey shop, Period days, CancellationToken cancellation)
    {
        await using var command = Query(transaction, Buyers, shop, days);
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>Consultations that touch the days and name no buyer, in the order of their ids behind one.</summary>
    internal static async Task<List<KeyValuePair<string, Timeline>>> WithoutBuyerAsync(
        NpgsqlTransaction transaction,
        (ShopKey Shop, Period Days) of,
        string after,
        int most,
        CancellationToken cancellation)
    {
        await using var command = Query(transaction, WithoutBuyer, of.Shop, of.Days);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var found = new List<KeyValuePair<string, Timeline>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new(reader.GetString(0), TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(1))));
        }

        return found;
    }

    private static NpgsqlCommand Query(NpgsqlTransaction transaction, string text, ShopKey shop, Period days)
    {
        var command = new NpgsqlCommand(text, transaction.Connection, transaction);
        command.Parameters.AddShop(shop);
        command.Parameters.Add(new() { Value = Bound(days.Start) });
        command.Parameters.Add(new() { Value = Bound(days.End) });
        return command;
    }

    // Days without end are asked for by the last day that the database and this program can both write.
    private static DateOnly Bound(LocalDate day) =>
        LocalDate.Min(LocalDate.Max(day, new LocalDate(1, 1, 1)), new LocalDate(9999, 12, 31)).ToDateOnly();
}
