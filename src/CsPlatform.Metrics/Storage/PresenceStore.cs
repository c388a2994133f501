using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>When sub-accounts came and went.</summary>
internal static class PresenceStore
{
    // Who came before the period and did not go since is still there: of each sub-account the last month before it is read as well.
    private const string Text = """
        SELECT platform, shop_id, kind, subject_id, part, state FROM metrics.subject
        WHERE partition = $1 AND platform = $2 AND shop_id = ANY($3) AND kind = $4 AND part >= $5 AND part < $6
        UNION ALL
        (SELECT DISTINCT ON (shop_id, subject_id) platform, shop_id, kind, subject_id, part, state FROM metrics.subject
        WHERE partition = $1 AND platform = $2 AND shop_id = ANY($3) AND kind = $4 AND part < $5
        ORDER BY shop_id, subject_id, part DESC)
        """;

    /// <summary>What each of the shops' sub-accounts did in the days, and the state in which they began.</summary>
    internal static async Task<IReadOnlyDictionary<string, ShopFacts>> LoadAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<string> shops,
        Period days,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Text, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = of.Platform },
                new() { Value = shops.ToArray() },
                new NpgsqlParameter<short> { TypedValue = (short)SubjectKind.Agent },
                new() { Value = ChinaTime.MonthOf(days.Start).ToDateOnly() },
                new() { Value = days.End.ToDateOnly() },
            },
        };
        var found = (await SubjectStore.ReadAsync(command, cancellation)).ToLookup(row => row.Key.Shop.ShopId, row => row.Value.Facts);
        return shops.ToDictionary(shop => shop, shop => ShopFacts.Of(found[shop].SelectMany(facts => facts)));
    }
}
