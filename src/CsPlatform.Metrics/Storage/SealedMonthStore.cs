using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Through which day the months of each platform are sealed in a partition.</summary>
internal static class SealedMonthStore
{
    private const string Load = """
        SELECT partition, platform, through FROM metrics.sealed_month WHERE partition = ANY($1) AND platform = ANY($2)
        """;

    private const string Set = """
        INSERT INTO metrics.sealed_month (partition, platform, through) VALUES ($1, $2, $3)
        ON CONFLICT (partition, platform) DO UPDATE SET through = greatest(metrics.sealed_month.through, excluded.through)
        """;

    // A month is sealed when every partition holds the seal.
    private const string Everywhere = """
        SELECT CASE WHEN count(*) = $2 THEN min(through) END FROM metrics.sealed_month WHERE platform = $1
        """;

    /// <summary>The last sealed day of each that has one; others of the same partitions and platforms may come along.</summary>
    internal static async Task<IReadOnlyDictionary<(int Partition, string Platform), LocalDate>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<(int Partition, string Platform)> of, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Load, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = of.Select(one => (short)one.Partition).Distinct().ToArray() },
                new() { Value = of.Select(one => one.Platform).Distinct().ToArray() },
            },
        };
        var found = new Dictionary<(int, string), LocalDate>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetInt16(0), reader.GetString(1)), LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(2)));
        }

        return found;
    }

    /// <summary>The last day that is sealed in every partition; null when none is.</summary>
    internal static async Task<LocalDate?> EverywhereAsync(
        NpgsqlConnection connection, string platform, int partitions, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Everywhere, connection)
        {
            Parameters = { new() { Value = platform }, new NpgsqlParameter<int> { TypedValue = partitions } },
        };
        return await command.ExecuteScalarAsync(cancellation) is DateOnly day ? LocalDate.FromDateOnly(day) : null;
    }

    internal static async Task SetAsync(
        NpgsqlTransaction transaction, int partition, string platform, LocalDate through, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Set, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = platform },
                new() { Value = through.ToDateOnly() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
