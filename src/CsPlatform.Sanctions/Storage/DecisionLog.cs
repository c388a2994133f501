using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Decisions, added in one transaction to the feed and to the table that is listed from.</summary>
internal sealed class DecisionLog(FeedLog feed, TimeProvider time)
{
    private const string Insert = """
        INSERT INTO sanctions.decision
            (partition, platform, shop_id, decision_id, metric_id, kind, effective_from, position, payload, content)
        SELECT $1, *
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::date[], $8::bigint[], $9::bytea[], $10::text[])
        """;

    private const string Number = """
        INSERT INTO sanctions.shop_head AS h (partition, platform, shop_id, decisions)
        SELECT $1, k.platform, k.shop_id, k.decisions
        FROM unnest($2::text[], $3::text[], $4::bigint[]) AS k(platform, shop_id, decisions)
        ORDER BY k.platform, k.shop_id
        ON CONFLICT (partition, platform, shop_id) DO UPDATE SET decisions = h.decisions + excluded.decisions
        RETURNING platform, shop_id, decisions
        """;

    private const string OfSubject = """
        SELECT payload, content,
               EXISTS (SELECT FROM sanctions.decision r WHERE r.partition = d.partition AND r.platform = d.platform
                       AND r.shop_id = d.shop_id AND r.decision_id = d.decision_id || ':revoked')
        FROM sanctions.decision d
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND metric_id = $4 AND kind <> $5
        ORDER BY position
        """;

    private const string One =
        "SELECT payload FROM sanctions.decision WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND decision_id = $4";

    private const string ById = """
        SELECT payload FROM sanctions.decision d
        WHERE partition = $1
          AND EXISTS (SELECT FROM unnest($2::text[], $3::text[], $4::text[]) AS k(platform, shop_id, decision_id)
                      WHERE k.platform = d.platform AND k.shop_id = d.shop_id AND k.decision_id = d.decision_id)
        """;

    /// <summary>Adds decisions of one partition, in the order in which they were taken; returns them as published.</summary>
    public async Task<IReadOnlyList<Decision>> AppendAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<TakenDecision> taken, CancellationToken cancellation)
    {
        if (taken.Count == 0)
        {
            return [];
        }

        var decidedAt = Timestamp.FromDateTimeOffset(time.GetUtcNow());
        var decisions = taken.Select(item => ToProto.Decision(item.Shop, item.Decision, decidedAt)).ToList();
        await NumberAsync(transaction, partition, decisions, cancellation);
        var payloads = decisions.Select(decision => decision.ToByteArray()).ToList();
        var records = payloads.Select(payload => new ReadOnlyMemory<byte>(payload)).ToList();
        var first = await feed.AppendAsync(transaction.Connection!, transaction, partition, records, cancellation);
        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = taken.Select(item => item.Shop.Platform).ToArray() },
                new() { Value = taken.Select(item => item.Shop.ShopId).ToArray() },
                new() { Value = taken.Select(item => item.Decision.Id).ToArray() },
                new() { Value = taken.Select(item => item.Decision.MetricId).ToArray() },
                new() { Value = taken.Select(item => (short)item.Decision.Kind).ToArray() },
                new() { Value = taken.Select(item => item.Decision.EffectiveFrom.ToDateOnly()).ToArray() },
                new() { Value = taken.Select((_, i) => first + i).ToArray() },
                new() { Value = payloads.ToArray() },
                new() { Value = taken.Select(item => FiledDecision.ContentOf(item.Decision)).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
        await CaseStore.AddAsync(transaction, partition, decisions, cancellation);
        return decisions;
    }

    private static async Task NumberAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<Decision> decisions, CancellationToken cancellation)
    {
        var ofShops = decisions.ToLookup(decision => (decision.Shop.Platform, decision.Shop.ShopId));
        await using var command = new NpgsqlCommand(Number, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = ofShops.Select(shop => shop.Key.Platform).ToArray() },
                new() { Value = ofShops.Select(shop => shop.Key.ShopId).ToArray() },
                new() { Value = ofShops.Select(shop => (long)shop.Count()).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var taken = ofShops[(reader.GetString(0), reader.GetString(1))].ToList();
            var last = reader.GetInt64(2);
            for (var i = 0; i < taken.Count; i++)
            {
                taken[i].ShopSequence = last - taken.Count + 1 + i;
            }
        }
    }

    /// <summary>Every decision of a subject but revocations, in the order in which they were taken.</summary>
    public static async Task<IReadOnlyList<FiledDecision>> FiledAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(OfSubject, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = key.Shop.Platform },
                new() { Value = key.Shop.ShopId },
                new() { Value = key.MetricId },
                new NpgsqlParameter<short> { TypedValue = (short)DecisionKind.Revoked },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var filed = new List<FiledDecision>();
        while (await reader.ReadAsync(cancellation))
        {
            var decision = Decision.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0));
            var caseId = decision.CaseId.Length > 0 ? decision.CaseId : null;
            filed.Add(new FiledDecision(decision.DecisionId, caseId, reader.GetString(1), reader.GetBoolean(2)));
        }

        return filed;
    }

    /// <summary>A decision of a shop; null when there is none of that id.</summary>
    public static async Task<Decision?> FindAsync(
        NpgsqlConnection connection, int partition, Domain.Primitives.ShopKey shop, string decisionId, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(One, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
                new() { Value = decisionId },
            },
        };
        return await command.ExecuteScalarAsync(cancellation) is byte[] payload ? Decision.Parser.ParseFrom(payload) : null;
    }

    /// <summary>The decisions of those ids that exist.</summary>
    public static async Task<IReadOnlyList<Decision>> FindAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<(Domain.Primitives.ShopKey Shop, string DecisionId)> ids,
        CancellationToken cancellation)
    {
        var found = new List<Decision>();
        if (ids.Count == 0)
        {
            return found;
        }

        await using var command = new NpgsqlCommand(ById, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = ids.Select(id => id.Shop.Platform).ToArray() },
                new() { Value = ids.Select(id => id.Shop.ShopId).ToArray() },
                new() { Value = ids.Select(id => id.DecisionId).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(Decision.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0)));
        }

        return found;
    }
}
