using CsPlatform.Domain.Rating;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Billing.Storage;

/// <summary>Usage that waits for a price, and what was priced already, over a stretch of days.</summary>
internal sealed class WaitingUsage(FeeTermsSource terms)
{
    private const string LockAll = "SELECT partition FROM billing.partition_lock ORDER BY partition FOR UPDATE";

    private const string Rated = """
        SELECT tariff_version, min(day) FROM billing.usage
        WHERE platform = $1 AND state = 1 AND day >= $2 AND ($3::date IS NULL OR day < $3)
        GROUP BY tariff_version ORDER BY 2, 1 LIMIT 1
        """;

    private const string Partitions = """
        SELECT DISTINCT partition FROM billing.usage
        WHERE platform = $1 AND state = 2 AND day >= $2 AND ($3::date IS NULL OR day < $3) ORDER BY partition
        """;

    private const string Waiting = $"""
        SELECT {UsageRows.Columns} FROM billing.usage u
        {UsageRows.Joins}
        WHERE u.platform = $1 AND u.state = 2 AND u.day >= $2 AND ($3::date IS NULL OR u.day < $3) AND u.partition = $4
        """;

    /// <summary>Locks every partition, lowest first: no follower books until the transaction ends.</summary>
    internal static async Task LockAllAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LockAll, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first day of [from, until) on which something is priced, with its tariff; null when nothing is.</summary>
    internal static async Task<(string Version, LocalDate Day)?> FirstRatedAsync(
        NpgsqlConnection connection, string platform, (LocalDate From, LocalDate? Until) days, CancellationToken cancellation)
    {
        await using var command = Command(connection, Rated, platform, days);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetString(0), reader.Day(1)) : null;
    }

    /// <summary>The partitions in which usage of [from, until) waits.</summary>
    internal static async Task<IReadOnlyList<short>> PartitionsAsync(
        NpgsqlConnection connection, string platform, (LocalDate From, LocalDate? Until) days, CancellationToken cancellation)
    {
        await using var command = Command(connection, Partitions, platform, days);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var partitions = new List<short>();
        while (await reader.ReadAsync(cancellation))
        {
            partitions.Add(reader.GetInt16(0));
        }

        return partitions;
    }

    /// <summary>The books of the partition's shops, holding the usage of [from, until) that waits.</summary>
    internal async Task<PartitionBooks> LoadAsync(
        NpgsqlConnection connection,
        (short Partition, string Platform) where,
        (LocalDate From, LocalDate? Until) days,
        IReadOnlyDictionary<string, Tariffs> tariffs,
        CancellationToken cancellation)
    {
        var books = new PartitionBooks(where.Partition, tariffs, terms);
        await using var command = Command(connection, Waiting, where.Platform, days);
        command.Parameters.Add(new() { Value = where.Partition });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            UsageRows.RestoreFrom(reader, books, terms);
        }

        return books;
    }

    private static NpgsqlCommand Command(
        NpgsqlConnection connection, string statement, string platform, (LocalDate From, LocalDate? Until) days)
    {
        var command = new NpgsqlCommand(statement, connection);
        command.Parameters.Add(new() { Value = platform });
        command.Parameters.Add(new() { Value = days.From.ToDateOnly() });
        command.Parameters.Add(
            new() { Value = (object?)days.Until?.ToDateOnly() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        return command;
    }
}
