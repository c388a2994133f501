using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>Remembers the signed requests that were taken, in the database, so that no process takes one of them again.</summary>
internal sealed class WebhookRequests(Database database)
{
    private const int PrunedAtOnce = 10_000;

    private const string Claim = """
        INSERT INTO ingestion.webhook_request (source, digest, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
        """;

    private const string Prune = """
        DELETE FROM ingestion.webhook_request WHERE (source, digest) IN
            (SELECT source, digest FROM ingestion.webhook_request WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    /// <summary>
    /// Takes a request; false when it was taken before. When the outcome of the commit is unknown this fails: the sender signs anew.
    /// </summary>
    internal Task<bool> TakeAsync(string source, byte[] digest, DateTimeOffset expiresAt, CancellationToken cancellation)
        => database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await using var command = new NpgsqlCommand(Claim, connection, transaction);
                command.Parameters.Add(new NpgsqlParameter { Value = source });
                command.Parameters.Add(new NpgsqlParameter { Value = digest });
                command.Parameters.Add(new NpgsqlParameter { Value = expiresAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                return await command.ExecuteNonQueryAsync(token) == 1;
            },
            cancellation);

    /// <summary>Forgets what expired before an instant, and says how many.</summary>
    internal async Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var all = 0;
        while (true)
        {
            var some = await database.InTransactionAsync(
                async (connection, transaction, token) =>
                {
                    await using var command = new NpgsqlCommand(Prune, connection, transaction);
                    command.Parameters.Add(new NpgsqlParameter { Value = before.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                    command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PrunedAtOnce });
                    return await command.ExecuteNonQueryAsync(token);
                },
                cancellation,
                TransactionOptions.Default with { Idempotent = true });
            all += some;
            if (some < PrunedAtOnce)
            {
                return all;
            }
        }
    }
}
