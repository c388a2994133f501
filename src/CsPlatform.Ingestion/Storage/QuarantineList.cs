using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Reads the quarantine, newest first. An item that comes again moves to the front, so that what is going wrong now stands on
/// the first page; a walk over the pages sees every item that did not come again meanwhile exactly once.
/// </summary>
internal sealed class QuarantineList(Database database)
{
    // A page has to fit the 4 MiB that a client takes by default, whatever its items hold.
    private const long MostPageBytes = 2 << 20;

    // The size of a stored value is known without reading it: of what does not fit the page, no content is fetched. 200 bytes
    // are more than the numbers and times of an item take.
    private const string Page = """
        WITH candidates AS (
            SELECT *, CASE WHEN $3 THEN octet_length(content) ELSE 0 END + octet_length(cause) + octet_length(source) + octet_length(event_id)
                + octet_length(platform) + octet_length(shop_id) + 200 AS size
            FROM ingestion.quarantine
            WHERE %WHERE%
            ORDER BY last_received_at DESC, partition DESC, content_hash DESC, outcome DESC
            LIMIT $1 + 1
        ), measured AS (
            SELECT *, row_number() OVER w AS number, sum(size) OVER w - size AS size_before, count(*) OVER () AS candidates
            FROM candidates
            WINDOW w AS (ORDER BY last_received_at DESC, partition DESC, content_hash DESC, outcome DESC)
        )
        SELECT partition, content_hash, outcome, cause, source, event_id, platform, shop_id,
            CASE WHEN $3 THEN content ELSE '' END, octet_length(content), content_size, times, received_at, last_received_at,
            item_index, redriven_at, candidates
        FROM measured
        WHERE number <= $1 AND size_before < $2
        ORDER BY number
        """;

    /// <summary>At most so many items behind a position, fewer when they are large, and whether others follow.</summary>
    internal Task<(IReadOnlyList<QuarantineRow> Rows, bool IsLast)> ReadAsync(
        QuarantineFilter filter, QuarantinePosition? after, int most, bool withContent, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = Command(connection, filter, after, most, withContent);
                var rows = new List<QuarantineRow>();
                var candidates = 0L;
                await using var reader = await command.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    rows.Add(RowOf(reader));
                    candidates = reader.GetInt64(16);
                }

                return ((IReadOnlyList<QuarantineRow>)rows, rows.Count == candidates);
            },
            cancellation);

    private static NpgsqlCommand Command(
        NpgsqlConnection connection, QuarantineFilter filter, QuarantinePosition? after, int most, bool withContent)
    {
        var command = new NpgsqlCommand(null, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = most },
                new NpgsqlParameter<long> { TypedValue = MostPageBytes },
                new NpgsqlParameter<bool> { TypedValue = withContent },
            },
        };
        List<string> conditions = ["true"];
        Narrow("platform", filter.Platform);
        Narrow("shop_id", filter.ShopId);
        Narrow("source", filter.Source);
        Narrow("outcome", filter.Outcome is ItemOutcome.Unspecified ? "" : QuarantineId.Stored(filter.Outcome));
        if (filter.Id is { } id)
        {
            conditions.Add("(partition, content_hash, outcome) = "
                + $"({Add(id.Partition)}, {Add(id.HashBytes)}, {Add(id.StoredOutcome)})");
        }

        if (filter.State is not QuarantineState.Unspecified)
        {
            conditions.Add(filter.State is QuarantineState.Open ? "redriven_at IS NULL" : "redriven_at IS NOT NULL");
        }

        if (after is not null)
        {
            conditions.Add("(last_received_at, partition, content_hash, outcome) < "
                + $"({Add(after.LastReceivedAt)}, {Add(after.Id.Partition)}, {Add(after.Id.HashBytes)}, {Add(after.Id.StoredOutcome)})");
        }

        command.CommandText = Page.Replace("%WHERE%", string.Join(" AND ", conditions), StringComparison.Ordinal);
        return command;

        void Narrow(string column, string value)
        {
            if (value.Length > 0)
            {
                conditions.Add($"{column} = {Add(value)}");
            }
        }

        string Add(object value)
        {
            command.Parameters.Add(value is DateTimeOffset
                ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.TimestampTz }
                : new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }

    private static QuarantineRow RowOf(NpgsqlDataReader reader) => new(
        QuarantineId.Of(reader.GetInt16(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2)),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.GetFieldValue<byte[]>(8),
        reader.GetInt32(9),
        reader.GetInt32(10),
        reader.GetInt32(11),
        reader.GetFieldValue<DateTimeOffset>(12),
        reader.GetFieldValue<DateTimeOffset>(13),
        reader.GetInt32(14),
        reader.IsDBNull(15) ? null : reader.GetFieldValue<DateTimeOffset>(15));
}
