using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using Npgsql;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Which appeal.</summary>
internal sealed record AppealKey(ShopKey Shop, string AppealId)
{
    /// <summary>The shop's partition.</summary>
    public int Partition { get; } = Partitions.Of(Shop.Platform, Shop.ShopId);

    /// <summary>A command whose first four parameters are the key.</summary>
    public NpgsqlCommand Command(string sql, NpgsqlConnection connection, NpgsqlTransaction? transaction = null) =>
        new(sql, connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)Partition },
                new() { Value = Shop.Platform },
                new() { Value = Shop.ShopId },
                new() { Value = AppealId },
            },
        };
}
