using CsPlatform.Domain.Primitives;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Npgsql;

namespace CsPlatform.Sanctions.Approvals;

/// <summary>Proposals as decisions tell them, with their answers.</summary>
internal static class ProposalStore
{
    private const string Columns = """
        d.payload, d.position, a.approved, a.actor, a.reason, a.answered_at,
        EXISTS (SELECT FROM sanctions.decision r WHERE r.partition = d.partition AND r.platform = d.platform AND r.shop_id = d.shop_id
            AND r.decision_id = d.decision_id || ':revoked')
        FROM sanctions.decision d
        LEFT JOIN sanctions.proposal_answer a ON a.partition = d.partition AND a.platform = d.platform AND a.shop_id = d.shop_id
            AND a.proposal_id = d.decision_id
        """;

    private const string Insert = """
        INSERT INTO sanctions.proposal_answer (partition, platform, shop_id, proposal_id, answer_id, approved, actor, reason, answered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>A proposal of a shop; null when there is none of that id.</summary>
    public static async Task<Proposal?> FindAsync(
        NpgsqlConnection connection,
        (int Partition, ShopKey Shop) whose,
        string id,
        int? daysToAnswer,
        LocalDate today,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} WHERE d.partition = $1 AND d.platform = $2 AND d.shop_id = $3 AND d.decision_id = $4 AND d.kind IN (7, 12)",
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)whose.Partition },
                new() { Value = whose.Shop.Platform },
                new() { Value = whose.Shop.ShopId },
                new() { Value = id },
            },
        };
        return await ReadAsync(command, daysToAnswer, today, cancellation) is [var (found, _)] ? found : null;
    }

    /// <summary>A page of proposals behind a place; the place of each is told.</summary>
    public static async Task<IReadOnlyList<(Proposal Proposal, long Position)>> ListAsync(
        NpgsqlConnection connection,
        (string Platform, string ShopId, (string ShopId, long Position)? After, int PageSize) query,
        (int? DaysToAnswer, LocalDate Today) on,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {Columns} WHERE d.platform = $1 AND ($2 = '' OR d.shop_id = $2) AND d.kind IN (7, 12)
                AND (d.shop_id, d.position) > ($3, $4) ORDER BY d.shop_id, d.position LIMIT $5
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = query.Platform },
                new() { Value = query.ShopId },
                new() { Value = query.After?.ShopId ?? "" },
                new() { Value = query.After?.Position ?? 0 },
                new() { Value = query.PageSize + 1 },
            },
        };
        return await ReadAsync(command, on.DaysToAnswer, on.Today, cancellation);
    }

    /// <summary>Adds the answer to a proposal, in the transaction that takes its decision.</summary>
    public static async Task AnswerAsync(
        NpgsqlTransaction transaction,
        int partition,
        AnswerProposalRequest request,
        (string AnswerId, DateTimeOffset At) given,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = request.Shop.Platform },
                new() { Value = request.Shop.ShopId },
                new() { Value = request.ProposalId },
                new() { Value = given.AnswerId },
                new() { Value = request.Approve },
                new() { Value = request.Actor },
                new() { Value = request.Reason },
                new() { Value = given.At.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<IReadOnlyList<(Proposal Proposal, long Position)>> ReadAsync(
        NpgsqlCommand command, int? daysToAnswer, LocalDate today, CancellationToken cancellation)
    {
        var found = new List<(Proposal, long)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var decision = Decision.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0));
            var late = daysToAnswer is { } days ? Wire.FromProto.Day(decision.EffectiveFrom).PlusDays(days) : (LocalDate?)null;
            var proposal = new Proposal
            {
                Decision = decision,
                ProposedBy = "rulebook",
                ExpiresOn = late is { } day ? $"{day:R}" : "",
            };
            var isAnswered = !await reader.IsDBNullAsync(2, cancellation);
            if (isAnswered)
            {
                (proposal.AnsweredBy, proposal.Reason) = (reader.GetString(3), reader.GetString(4));
                proposal.AnsweredAt = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(5));
            }

            proposal.State = reader.GetBoolean(6) ? ProposalState.Revoked
                : isAnswered ? reader.GetBoolean(2) ? ProposalState.Approved : ProposalState.Rejected
                : today >= late ? ProposalState.Expired
                : ProposalState.Open;
            found.Add((proposal, reader.GetInt64(1)));
        }

        return found;
    }
}
