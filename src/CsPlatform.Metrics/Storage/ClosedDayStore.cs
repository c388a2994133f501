using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>How far each platform is closed in a partition.</summary>
internal static class ClosedDayStore
{
    private const string Load = "SELECT platform, through FROM metrics.closed_day WHERE partition = $1 AND platform = ANY($2)";

    private const string Set = """
        INSERT INTO metrics.closed_day (partition, platform, through) VALUES ($1, $2, $3)
        ON CONFLICT (partition, platform) DO UPDATE SET through = excluded.through
        """;

    /// <summary>The last closed day of each platform that has one.</summary>
    internal static async Task<IReadOnlyDictionary<string, LocalDate>> LoadAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyCollection<string> platforms, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Load, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)partition }, new() { Value = platforms.ToArray() } },
        };
        var found = new Dictionary<string, LocalDate>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetString(0), LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(1)));
        }

        return found;
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
