using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Persistence;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Reads what figures over consultations are found from, with two queries whatever their number is.</summary>
internal static class BasisStore
{
    private const string OfShop = "t.partition = $1 AND t.platform || '/' || t.shop_id = $2 || '/' || $3";

    // Those that began in the period and those that reached into it, each by an index of its own.
    private const string Touching = $"""
        SELECT t.consultation_id, t.buyer_id, t.state FROM metrics.timeline t
        WHERE {OfShop} AND t.start_day >= $4 AND t.start_day < $5
        UNION ALL
        SELECT t.consultation_id, t.buyer_id, t.state FROM metrics.timeline t
        WHERE {OfShop} AND t.last_day > t.start_day AND t.last_day >= $4 AND t.start_day < $4
        """;

    private const string Alone = $"SELECT consultation_id, state FROM ({Touching}) touching";

    private const string WithBuyers = $"""
        WITH touching AS MATERIALIZED ({Touching})
        SELECT consultation_id, state FROM touching
        UNION ALL
        SELECT t.consultation_id, t.state
        FROM (SELECT DISTINCT buyer_id FROM touching WHERE buyer_id IS NOT NULL) b
        JOIN metrics.timeline t ON t.partition = $1 AND t.buyer_id = b.buyer_id
            AND t.platform || '/' || t.shop_id || '/' || t.buyer_id = $2 || '/' || $3 || '/' || b.buyer_id
        WHERE NOT (t.start_day < $5 AND t.last_day >= $4)
        """;

    private const string History = "SELECT t.state FROM metrics.shop_history t WHERE t.partition = $1 AND t.platform = $2 AND t.shop_id = $3";

    /// <summary>
    /// The shop's consultations that touch the days, with all others of their buyers where they matter, and what concerns the shop as a
    /// whole.
    /// </summary>
    internal static async Task<FigureBasis> LoadAsync(
        NpgsqlTransaction transaction, ShopKey shop, Period days, bool withBuyers, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var (timelines, history) = (Command(withBuyers ? WithBuyers : Alone, shop), Command(History, shop));
        timelines.Parameters.Add(new() { Value = days.Start.ToDateOnly() });
        timelines.Parameters.Add(new() { Value = days.End.ToDateOnly() });
        batch.BatchCommands.Add(timelines);
        batch.BatchCommands.Add(history);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var consultations = new Dictionary<string, Timeline>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            consultations.Add(reader.GetString(0), TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(1)));
        }

        await reader.NextResultAsync(cancellation);
        var ofShop = await reader.ReadAsync(cancellation) ? TimelineCodec.FromRow(reader.GetFieldValue<byte[]>(0)) : Timeline.Empty;
        return new FigureBasis(consultations, ofShop);
    }

    private static NpgsqlBatchCommand Command(string text, ShopKey shop) => new(text)
    {
        Parameters =
        {
            new NpgsqlParameter<short> { TypedValue = (short)Partitions.Of(shop.Platform, shop.ShopId) },
            new() { Value = shop.Platform },
            new() { Value = shop.ShopId },
        },
    };
}
