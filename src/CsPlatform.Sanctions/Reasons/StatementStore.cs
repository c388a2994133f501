using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions.Statements;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Sanctions.Reasons;

/// <summary>What was first told of decisions. The first one that tells it writes the row; later ones are held against it.</summary>
internal static class StatementStore
{
    private const string Select = """
        SELECT part, hash, days_to_file, generated_at FROM sanctions.statement
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND decision_id = $4
        """;

    private const string Insert = """
        INSERT INTO sanctions.statement (partition, platform, shop_id, decision_id, part, hash, wording, days_to_file, generated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>What was told of a decision; null where nothing was yet.</summary>
    public static async Task<(ToldPart? Statement, ToldPart? Evidence)> FindAsync(
        NpgsqlConnection connection, int partition, ShopKey shop, string decisionId, CancellationToken cancellation)
    {
        await using var command = Command(Select, connection, partition, shop, decisionId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        (ToldPart? Statement, ToldPart? Evidence) told = default;
        while (await reader.ReadAsync(cancellation))
        {
            var part = new ToldPart(
                Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(1)),
                await reader.IsDBNullAsync(2, cancellation) ? null : reader.GetInt32(2),
                reader.GetFieldValue<DateTimeOffset>(3));
            told = reader.GetInt16(0) == 1 ? (part, told.Evidence) : (told.Statement, part);
        }

        return told;
    }

    /// <summary>Notes what is told, unless somebody noted it before.</summary>
    public static async Task InsertAsync(
        NpgsqlConnection connection,
        (int Partition, ShopKey Shop, string DecisionId) of,
        IReadOnlyList<(short Part, ToldPart Told)> parts,
        CancellationToken cancellation)
    {
        foreach (var (part, told) in parts)
        {
            await using var command = Command(Insert, connection, of.Partition, of.Shop, of.DecisionId);
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = part });
            command.Parameters.Add(new() { Value = Convert.FromHexString(told.Hash) });
            command.Parameters.Add(new() { Value = StatementOfReasons.Wording });
            command.Parameters.Add(new() { Value = (object?)told.DaysToFile ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
            command.Parameters.Add(new() { Value = told.At.ToUniversalTime() });
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, int partition, ShopKey shop, string decisionId) =>
        new(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
                new() { Value = decisionId },
            },
        };
}
