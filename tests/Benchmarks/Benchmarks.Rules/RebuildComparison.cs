using System.Diagnostics;
using System.Globalization;
using CsPlatform.Domain.Metrics.Tallies;
using CsPlatform.TestSupport;
using Npgsql;
using NodaTime;

namespace Benchmarks.Rules;

/// <summary>
/// Three-minute rates per shop and day from the same raw columns: this engine on two threads, DuckDB on two threads, PostgreSQL with
/// a worker beside the leader, one after the other in every round. Each has the rows loaded and must give the same answers.
/// </summary>
internal sealed class RebuildComparison : IAsyncDisposable
{
    private const int Threads = 2;

    // An answer is the earliest one from the message's own instant on: walking back from the latest message of a conversation, the
    // one seen last. Peers of an instant see each other.
    private const string Query = """
        WITH judged AS (
            SELECT shop, conversation, role, millis,
                   min(CASE WHEN role = 2 THEN millis END)
                       OVER (PARTITION BY conversation ORDER BY millis DESC) AS answered
            FROM messages),
        conversations AS (
            SELECT shop, conversation, min(millis) AS started,
                   bool_and(coalesce(answered - millis <= 180000, false)) FILTER (WHERE role = 1) AS in_time
            FROM judged GROUP BY shop, conversation HAVING count(*) FILTER (WHERE role = 1) > 0)
        SELECT shop, CAST((started + 28800000) {0} 86400000 AS integer) AS day,
               count(*) FILTER (WHERE in_time) AS hits, count(*) AS units
        FROM conversations
        WHERE (started + 28800000) % 86400000 >= 32400000 AND (started + 28800000) % 86400000 < 82800000
        GROUP BY 1, 2 ORDER BY 1, 2
        """;

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly Workload workload;
    private readonly PostgresFixture postgres = new() { Durable = true };
    private readonly DuckDb duckDb = DuckDb.Start(Threads);
    private NpgsqlConnection? connection;

    private RebuildComparison(Workload workload) => this.workload = workload;

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        duckDb.Dispose();
        await postgres.DisposeAsync();
    }

    internal static async Task<RebuildComparison> StartAsync(Workload workload)
    {
        var comparison = new RebuildComparison(workload);
        await comparison.LoadAsync();
        return comparison;
    }

    /// <summary>Seconds that each side took, by round.</summary>
    internal async Task<IReadOnlyList<RebuildRound>> RunAsync(int rounds)
    {
        var found = new List<RebuildRound>();
        for (var round = 0; round <= rounds; round++)
        {
            GC.Collect();
            var (one, alone) = Rebuild(1);
            GC.Collect();
            var (two, here) = Rebuild(Threads);
            var (duck, byDuckDb) = await QueryDuckDbAsync();
            var (elephant, byPostgres) = await QueryPostgresAsync();
            if (!one.SequenceEqual(two) || !two.SequenceEqual(duck) || !two.SequenceEqual(elephant))
            {
                throw new InvalidOperationException("The sides do not give the same answers: the figures would mean nothing.");
            }

            if (round > 0)
            {
                found.Add(new RebuildRound(
                    here.TotalSeconds, alone.TotalSeconds, byDuckDb.TotalSeconds, byPostgres.TotalSeconds));
            }
        }

        return found;
    }

    private async Task LoadAsync()
    {
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var file = Path.Combine(Path.GetTempPath(), $"csplatform-bench-{Environment.ProcessId}.csv");
        await workload.WriteCsvAsync(file);
        await ExecuteAsync("CREATE UNLOGGED TABLE messages (shop integer, conversation bigint, role smallint, millis bigint)");
        await postgres.PsqlAsync(database, $"\\copy messages FROM '{file}' WITH (FORMAT csv)");
        await ExecuteAsync("VACUUM ANALYZE messages");
        await ExecuteAsync("SET work_mem = '1GB'; SET max_parallel_workers_per_gather = 1");
        await duckDb.QueryAsync($$"""
            CREATE TABLE messages AS SELECT * FROM read_csv('{{file}}', header = false, columns =
                {'shop': 'INTEGER', 'conversation': 'BIGINT', 'role': 'TINYINT', 'millis': 'BIGINT'})
            """);
        File.Delete(file);
    }

    private (List<ShopDay> Answers, TimeSpan Took) Rebuild(int threads)
    {
        var start = Stopwatch.GetTimestamp();
        var parts = new ReplyFacts[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            parts[part] = ReplyRebuild.Count(workload.Columns, Rules.Terms, part, threads));
        foreach (var part in parts.Skip(1))
        {
            parts[0].Add(part);
        }

        var answers = parts[0].All
            .Select(fact => new ShopDay(
                fact.Shop, Period.DaysBetween(Epoch, fact.Day), fact.Rate.Numerator, fact.Rate.Denominator))
            .OrderBy(answer => answer.Shop)
            .ThenBy(answer => answer.Day)
            .ToList();
        return (answers, Stopwatch.GetElapsedTime(start));
    }

    private async Task<(List<ShopDay> Answers, TimeSpan Took)> QueryDuckDbAsync()
    {
        var (rows, took) = await duckDb.QueryAsync(Query.Replace("{0}", "//", StringComparison.Ordinal));
        return ([.. rows.Select(row => new ShopDay(
            row[0].GetInt32(), row[1].GetInt32(), Number(row[2].GetString()), Number(row[3].GetString())))], took);
    }

    private async Task<(List<ShopDay> Answers, TimeSpan Took)> QueryPostgresAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var answers = new List<ShopDay>();
        await using var command = new NpgsqlCommand(Query.Replace("{0}", "/", StringComparison.Ordinal), connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            answers.Add(new ShopDay(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        return (answers, Stopwatch.GetElapsedTime(start));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static long Number(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);
}
