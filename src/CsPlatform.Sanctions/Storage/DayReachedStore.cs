using NodaTime;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>The day that the clock of a platform has reached in a partition: a course that is played again runs up to it.</summary>
internal static class DayReachedStore
{
    private const string Upsert = """
        INSERT INTO sanctions.day_reached AS d (partition, platform, day)
        SELECT $1, * FROM unnest($2::text[], $3::date[]) AS k(platform, day) ORDER BY k.platform
        ON CONFLICT (partition, platform) DO UPDATE SET day = greatest(d.day, excluded.day)
        """;

    private const string Find = "SELECT day FROM sanctions.day_reached WHERE partition = $1 AND platform = $2";

    /// <summary>Notes the days; an earlier one changes nothing.</summary>
    public static async Task NoteAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyDictionary<string, LocalDate> reached, CancellationToken cancellation)
    {
        if (reached.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Upsert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = reached.Keys.ToArray() },
                new() { Value = reached.Values.Select(day => day.ToDateOnly()).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The day that the clock of a platform has reached anywhere; null when no day of it has ended yet.</summary>
    public static async Task<LocalDate?> LastAsync(NpgsqlConnection connection, string platform, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT max(day) FROM sanctions.day_reached WHERE platform = $1", connection)
        {
            Parameters = { new() { Value = platform } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation)
            ? LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(0))
            : null;
    }

    /// <summary>The day; null when no day of the platform has ended yet.</summary>
    public static async Task<LocalDate?> FindAsync(
        NpgsqlTransaction transaction, int partition, string platform, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Find, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)partition }, new() { Value = platform } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(0)) : null;
    }
}
