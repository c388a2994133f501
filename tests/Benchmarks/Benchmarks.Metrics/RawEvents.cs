using System.Diagnostics;
using System.Globalization;
using CsPlatform.TestSupport;
using Npgsql;

namespace Benchmarks.Metrics;

/// <summary>The same messages as a table of raw events in a PostgreSQL and in a DuckDB, and what SQL makes of them.</summary>
internal sealed class RawEvents : IAsyncDisposable
{
    private const int Threads = 2;

    // An answer is the earliest one from the message's own instant on: walking back from the latest message of a conversation, the
    // one seen last. Peers of an instant see each other.
    private const string Facts = """
        WITH judged AS (
            SELECT shop, conversation, role, millis,
                   min(CASE WHEN role = 2 THEN millis END)
                       OVER (PARTITION BY conversation ORDER BY millis DESC) AS answered
            FROM messages {1}),
        conversations AS (
            SELECT shop, conversation, min(millis) AS started,
                   bool_and(coalesce(answered - millis <= 180000, false)) FILTER (WHERE role = 1) AS in_time
            FROM judged GROUP BY shop, conversation HAVING count(*) FILTER (WHERE role = 1) > 0)
        SELECT shop, CAST((started + 28800000) {0} 86400000 AS integer) AS day,
               count(*) FILTER (WHERE in_time) AS hits, count(*) AS units
        FROM conversations
        WHERE (started + 28800000) % 86400000 >= 32400000 AND (started + 28800000) % 86400000 < 82800000
        GROUP BY 1, 2
        """;

    // What metrics keeps as well: each consultation with its messages in order, from which everything else can be derived.
    private const string State = """
        INSERT INTO peer_state
        SELECT shop, conversation, min(millis), array_agg(millis ORDER BY millis, number), array_agg(role ORDER BY millis, number)
        FROM messages GROUP BY shop, conversation
        """;

    private readonly DuckDb duckDb = DuckDb.Start(Threads);
    private readonly NpgsqlConnection connection;

    private RawEvents(NpgsqlConnection connection) => this.connection = connection;

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        duckDb.Dispose();
    }

    internal static async Task<RawEvents> LoadAsync(PostgresFixture postgres, Chat chat)
    {
        var database = await postgres.CreateDatabaseAsync();
        var raw = new RawEvents(new NpgsqlConnection(database));
        await raw.connection.OpenAsync();
        var file = Path.Combine(Path.GetTempPath(), $"csplatform-bench-{Environment.ProcessId}.csv");
        await chat.WriteCsvAsync(file);
        await raw.ExecuteAsync("CREATE TABLE messages (shop integer, conversation bigint, number smallint, role smallint, millis bigint)");
        await postgres.PsqlAsync(database, $"\\copy messages FROM '{file}' WITH (FORMAT csv)");
        await raw.ExecuteAsync("VACUUM ANALYZE messages");
        await raw.ExecuteAsync("SET work_mem = '1GB'; SET max_parallel_workers_per_gather = 1");
        await raw.duckDb.QueryAsync($$"""
            CREATE TABLE messages AS SELECT * FROM read_csv('{{file}}', header = false, columns =
                {'shop': 'INTEGER', 'conversation': 'BIGINT', 'number': 'TINYINT', 'role': 'TINYINT', 'millis': 'BIGINT'})
            """);
        File.Delete(file);
        return raw;
    }

    /// <summary>Seconds in which PostgreSQL writes state and facts anew, into empty tables with their keys, in one transaction.</summary>
    internal async Task<double> RebuildAsync()
    {
        await ExecuteAsync("""
            DROP TABLE IF EXISTS peer_state, peer_fact;
            CREATE TABLE peer_state (
                shop integer, conversation bigint, started bigint, millis bigint[], roles smallint[], PRIMARY KEY (shop, conversation));
            CREATE TABLE peer_fact (shop integer, day integer, hits bigint, units bigint, PRIMARY KEY (shop, day));
            """);
        var start = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(State);
        await ExecuteAsync($"INSERT INTO peer_fact {Sql(Facts, "/", "")}");
        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Rates of all shops over some days, by DuckDB from the raw events of those days, and the seconds it took.</summary>
    internal async Task<(IReadOnlyList<ShopRate> Rates, double Seconds)> RatesAsync(DateOnly from, DateOnly until)
    {
        // A consultation belongs to the day on which it started and may go on behind it.
        var (first, last) = (Millis(from), Millis(until) + (3_600_000 * 2));
        var facts = Sql(Facts, "//", string.Create(CultureInfo.InvariantCulture, $"WHERE millis >= {first} AND millis < {last}"));
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT shop, sum(hits), sum(units) FROM ({facts}) WHERE day >= {Day(from)} AND day < {Day(until)} GROUP BY shop ORDER BY shop");
        var (rows, took) = await duckDb.QueryAsync(query);
        return ([.. rows.Select(row => new ShopRate(row[0].GetInt32(), Number(row[1].ToString()), Number(row[2].ToString())))], took.TotalSeconds);
    }

    private static string Sql(string text, string divided, string where) =>
        text.Replace("{0}", divided, StringComparison.Ordinal).Replace("{1}", where, StringComparison.Ordinal);

    private static long Number(string text) => (long)decimal.Parse(text, CultureInfo.InvariantCulture);

    private static int Day(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static long Millis(DateOnly day) => (Day(day) * 86_400_000L) - 28_800_000;

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
