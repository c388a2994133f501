using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Reads what was offered and what became of it.</summary>
internal sealed class IntakeReport(Database database)
{
    private const string ByDay = """
        SELECT day, source, sum(offered)::bigint, sum(accepted)::bigint, sum(duplicate)::bigint, sum(conflict)::bigint,
            sum(rejected)::bigint
        FROM ingestion.intake_count
        WHERE day >= $1 AND day < $2 AND ($3 = '' OR source = $3)
        GROUP BY day, source
        ORDER BY day, source
        LIMIT $4
        """;

    // One statement sees one state of the database: an event and its count are in it together, or neither is.
    private const string Totals = """
        SELECT coalesce((SELECT sum(accepted) FROM ingestion.intake_count), 0)::bigint,
               coalesce((SELECT sum(position) FROM feed.head), 0)::bigint
        """;

    /// <summary>The counts of some days, by day and source; at most so many.</summary>
    internal Task<IReadOnlyList<DayCounts>> ReadAsync(
        DateOnly from, DateOnly until, string source, int most, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(ByDay, connection)
                {
                    Parameters =
                    {
                        new() { Value = from, NpgsqlDbType = NpgsqlDbType.Date },
                        new() { Value = until, NpgsqlDbType = NpgsqlDbType.Date },
                        new() { Value = source },
                        new NpgsqlParameter<int> { TypedValue = most },
                    },
                };
                var rows = new List<DayCounts>();
                await using var reader = await command.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    rows.Add(new DayCounts(
                        reader.GetFieldValue<DateOnly>(0),
                        reader.GetString(1),
                        reader.GetInt64(2),
                        reader.GetInt64(3),
                        reader.GetInt64(4),
                        reader.GetInt64(5),
                        reader.GetInt64(6)));
                }

                return (IReadOnlyList<DayCounts>)rows;
            },
            cancellation);

    /// <summary>All that was ever accepted, and all that the feed holds, as of one instant.</summary>
    internal Task<(long Accepted, long InFeed)> TotalsAsync(CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(Totals, connection);
                await using var reader = await command.ExecuteReaderAsync(token);
                await reader.ReadAsync(token);
                return (reader.GetInt64(0), reader.GetInt64(1));
            },
            cancellation);
}
