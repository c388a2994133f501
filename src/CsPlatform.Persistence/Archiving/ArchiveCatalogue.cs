using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Persistence.Archiving;

/// <summary>The table that says which positions are in which file.</summary>
internal sealed class ArchiveCatalogue(Database database, TimeProvider time)
{
    private const string Columns =
        "partition, first_position, last_position, segments, first_appended_at, last_appended_at, first_hash, last_hash, file, size, sha256";

    private const string Behind =
        $"SELECT {Columns} FROM feed.archive WHERE partition = $1 AND last_position > $2 ORDER BY last_position LIMIT 1";

    private const string Between =
        $"SELECT {Columns} FROM feed.archive WHERE first_appended_at >= $1 AND first_appended_at < $2 ORDER BY partition, last_position";

    private const string Insert =
        $"INSERT INTO feed.archive ({Columns}, archived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    private const string Ends = "SELECT partition, max(last_position) FROM feed.archive GROUP BY partition";

    /// <summary>The file that holds what follows a position, or null when it is not archived.</summary>
    internal Task<ArchivedFile?> FindAsync(int partition, long after, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(Behind, connection)
                {
                    Parameters = { new() { Value = (short)partition }, new() { Value = after } },
                };
                await using var reader = await command.ExecuteReaderAsync(token);
                return await reader.ReadAsync(token) ? Row(reader) : null;
            },
            cancellation);

    /// <summary>The files of a month.</summary>
    internal Task<IReadOnlyList<ArchivedFile>> OfAsync(SegmentMonth month, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(Between, connection)
                {
                    Parameters = { new() { Value = month.From }, new() { Value = month.Until } },
                };
                await using var reader = await command.ExecuteReaderAsync(token);
                var files = new List<ArchivedFile>();
                while (await reader.ReadAsync(token))
                {
                    files.Add(Row(reader));
                }

                return (IReadOnlyList<ArchivedFile>)files;
            },
            cancellation);

    /// <summary>The last archived position of every partition that has one.</summary>
    internal static async Task<Dictionary<int, long>> EndsAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Ends, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var ends = new Dictionary<int, long>();
        while (await reader.ReadAsync(cancellation))
        {
            ends.Add(reader.GetInt16(0), reader.GetInt64(1));
        }

        return ends;
    }

    /// <summary>Notes a file. From here on its positions are read from it once the database does not have them.</summary>
    internal async Task AddAsync(NpgsqlConnection connection, ArchivedFile file, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Insert, connection)
        {
            Parameters =
            {
                new() { Value = (short)file.Partition },
                new() { Value = file.FirstPosition },
                new() { Value = file.LastPosition },
                new() { Value = file.Segments },
                new() { Value = file.FirstAppendedAt },
                new() { Value = file.LastAppendedAt },
                new() { Value = (object?)file.FirstHash ?? DBNull.Value },
                new() { Value = (object?)file.LastHash ?? DBNull.Value },
                new() { Value = file.File },
                new() { Value = file.Size },
                new() { Value = file.Sha256 },
                new() { Value = time.GetUtcNow() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static ArchivedFile Row(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3),
        row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7),
        row.GetString(8), row.GetInt64(9), row.GetFieldValue<byte[]>(10));
}
