using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Metrics.Scores;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>Figures that were measured elsewhere.</summary>
internal static class OutsideStore
{
    private const string Text = """
        SELECT platform, shop_id, kind, subject_id, part, state FROM metrics.subject
        WHERE partition = $1 AND platform = $2 AND kind = $3 AND part > $4 AND part <= $5
            AND ($6::text[] IS NULL OR shop_id = ANY($6))
        """;

    /// <summary>What was reported of each shop, or of some, for periods that end with one of the days.</summary>
    internal static async Task<IReadOnlyDictionary<string, OutsideFigures>> LoadAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<string>? shops,
        Period days,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Text, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = of.Platform },
                new NpgsqlParameter<short> { TypedValue = (short)SubjectKind.Outside },
                new() { Value = days.Start.ToDateOnly() },
                new() { Value = days.End.ToDateOnly() },
                new NpgsqlParameter<string[]?> { TypedValue = shops?.ToArray() },
            },
        };
        var found = await SubjectStore.ReadAsync(command, cancellation);
        return found.GroupBy(row => row.Key.Shop.ShopId, StringComparer.Ordinal).ToDictionary(
            shop => shop.Key, shop => new OutsideFigures(shop.SelectMany(row => row.Value.Facts).OfType<OutsideFigure>()));
    }
}
