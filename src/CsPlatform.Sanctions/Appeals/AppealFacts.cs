using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Npgsql;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Accepted exclusions on their way to ingestion: stored with the decision that accepted them, sent until they are answered.</summary>
internal static class AppealFacts
{
    private const string Insert = """
        INSERT INTO sanctions.appeal_fact (partition, platform, shop_id, appeal_id, number, event, state, refusal)
        VALUES ($1, $2, $3, $4, $5, $6, 1, '')
        """;

    private const string Waiting = """
        SELECT platform, shop_id, appeal_id, number, event FROM sanctions.appeal_fact
        WHERE state = 1 ORDER BY partition, platform, shop_id, appeal_id, number LIMIT 500
        """;

    private const string Answer = """
        UPDATE sanctions.appeal_fact SET state = $6, refusal = $7
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND appeal_id = $4 AND number = $5
        """;

    /// <summary>Puts a fact on its way.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection, AppealKey key, int number, Event fact, CancellationToken cancellation)
    {
        await using var command = key.Command(Insert, connection);
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = fact.ToByteArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Some of the facts that wait, those of an appeal in their order.</summary>
    public static async Task<IReadOnlyList<(AppealKey Key, int Number, Event Fact)>> WaitingAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Waiting, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var facts = new List<(AppealKey, int, Event)>();
        while (await reader.ReadAsync(cancellation))
        {
            var key = new AppealKey(new ShopKey(reader.GetString(0), reader.GetString(1)), reader.GetString(2));
            facts.Add((key, reader.GetInt32(3), Event.Parser.ParseFrom(reader.GetFieldValue<byte[]>(4))));
        }

        return facts;
    }

    /// <summary>Notes what ingestion answered.</summary>
    public static async Task AnswerAsync(
        NpgsqlConnection connection, AppealKey key, int number, ItemResult result, CancellationToken cancellation)
    {
        var isStored = result.Outcome is ItemOutcome.Accepted or ItemOutcome.Duplicate;
        var refusal = isStored ? "" : result.Outcome == ItemOutcome.Conflict
            ? $"Exclusion {number}: another event has its id already; look into ingestion's quarantine."
            : $"Exclusion {number}: {string.Join("; ", result.Violations.Select(violation => $"{violation.Field}: {violation.Description}"))}";
        await using var command = key.Command(Answer, connection);
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)(isStored ? 2 : 3) });
        command.Parameters.Add(new() { Value = refusal });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
