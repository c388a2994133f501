using CsPlatform.Persistence.Transactions;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>The last day that the clock closed, per platform.</summary>
internal sealed class ClosingClockStore(Database database)
{
    private const string Start = """
        INSERT INTO metrics.closing_clock (platform, through) VALUES ($1, $2) ON CONFLICT (platform) DO NOTHING
        """;

    private const string Load = "SELECT through FROM metrics.closing_clock WHERE platform = $1";

    private const string Move = "UPDATE metrics.closing_clock SET through = greatest(through, $2) WHERE platform = $1";

    /// <summary>The last day that the clock closed; a platform's clock starts at the day given, which counts as closed.</summary>
    public Task<LocalDate> StartedAtAsync(string platform, LocalDate day, CancellationToken cancellation) => database.ReadAsync(
        async (connection, token) =>
        {
            await using var load = new NpgsqlCommand(Load, connection) { Parameters = { new() { Value = platform } } };
            if (await load.ExecuteScalarAsync(token) is DateOnly through)
            {
                return LocalDate.FromDateOnly(through);
            }

            await ExecuteAsync(connection, Start, platform, day, token);
            return day;
        },
        cancellation);

    /// <summary>Notes that the clock closed the day; never moves back.</summary>
    public Task MoveAsync(string platform, LocalDate day, CancellationToken cancellation) => database.ReadAsync(
        (connection, token) => ExecuteAsync(connection, Move, platform, day, token), cancellation);

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string text, string platform, LocalDate day, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, connection)
        {
            Parameters = { new() { Value = platform }, new() { Value = day.ToDateOnly() } },
        };
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
