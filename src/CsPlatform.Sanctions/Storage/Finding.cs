using CsPlatform.Domain.Primitives;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>
/// What a revised figure says of the decision that rests on it. The decision stands until it is appealed or recomputed.
/// </summary>
internal sealed record Finding(ShopKey Shop, string DecisionId, int Revision, Rate Rate, bool JudgedAlike, string Reason)
{
    private const string Insert = """
        INSERT INTO sanctions.finding
            (partition, platform, shop_id, decision_id, revision, numerator, denominator, judged_alike, reason, found_at)
        SELECT $1, f.*, $10
        FROM unnest($2::text[], $3::text[], $4::text[], $5::integer[], $6::bigint[], $7::bigint[], $8::boolean[], $9::text[]) AS f
        """;

    /// <summary>Stores findings of one partition.</summary>
    public static async Task InsertAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<Finding> findings,
        DateTimeOffset foundAt,
        CancellationToken cancellation)
    {
        if (findings.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = findings.Select(finding => finding.Shop.Platform).ToArray() },
                new() { Value = findings.Select(finding => finding.Shop.ShopId).ToArray() },
                new() { Value = findings.Select(finding => finding.DecisionId).ToArray() },
                new() { Value = findings.Select(finding => finding.Revision).ToArray() },
                new() { Value = findings.Select(finding => finding.Rate.Numerator).ToArray() },
                new() { Value = findings.Select(finding => finding.Rate.Denominator).ToArray() },
                new() { Value = findings.Select(finding => finding.JudgedAlike).ToArray() },
                new() { Value = findings.Select(finding => finding.Reason).ToArray() },
                new() { Value = foundAt.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
