using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Benchmarks.Metrics;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Npgsql;

namespace Benchmarks.Sanctions;

/// <summary>
/// A draft of the reply rate's ladder played over figures that metrics holds, through the running services, against the same calendar as a
/// recursive statement in DuckDB over a table of its own. Both must count the same reminders, courses and restrictions, live and draft.
/// The service reads the figures over gRPC, plays every ladder of the rulebook and names the shops; DuckDB only counts.
/// </summary>
internal static class DraftReplay
{
    // An exam can be passed on the day of its push and three more; failed, a restriction of three days follows. One penalty counts per
    // month.
    private const string Course = """
        WITH RECURSIVE course(shop, day, busy_until, cycle_start, quota_month, step) AS (
            SELECT DISTINCT shop, -1, -1, -1000, 0, 0 FROM figures
            UNION ALL
            SELECT shop, day,
                   CASE step WHEN 3 THEN day + 3 WHEN 2 THEN day + 7 ELSE busy_until END,
                   CASE step WHEN 3 THEN day + 3 WHEN 2 THEN day + 7 ELSE cycle_start END,
                   CASE WHEN step >= 2 THEN month ELSE quota_month END,
                   step
            FROM (SELECT c.shop, f.day, f.month, c.busy_until, c.cycle_start, c.quota_month,
                         CASE WHEN f.day < c.busy_until OR f.day - 7 < c.cycle_start OR f.units = 0 THEN 0
                              WHEN f.hits * 10000 >= f.units * $FIRST THEN 0
                              WHEN f.hits * 10000 >= f.units * $SECOND OR f.month = c.quota_month THEN 1
                              WHEN f.hits * 10000 >= f.units * $THIRD THEN 2
                              ELSE 3 END AS step
                  FROM course c JOIN figures f ON f.shop = c.shop AND f.day = c.day + 1))
        SELECT count(*) FILTER (WHERE step = 1), count(*) FILTER (WHERE step = 2),
               count(*) FILTER (WHERE step = 3) + count(*) FILTER (WHERE step = 2 AND day + 4 < $DAYS) FROM course
        """;

    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        var workload = new Workload(settings.Shops(10_000), settings.Days);
        await using var services = await Services.StartAsync();
        var database = await services.Postgres.CreateDatabaseAsync();
        var (metrics, _) = await services.StartAsync(
            "Metrics", "metricsdb", database, channel => new MetricsService.MetricsServiceClient(channel).GetHeadsAsync(new()).ResponseAsync,
            $"--services:ingestion:http:0={Services.Nowhere}");
        using var duckDb = DuckDb.Start(threads: 2);
        await FillAsync(workload, services, database, duckDb);
        note($"{workload.Figures} figures stored");
        var (_, channel) = await services.StartAsync(
            "Sanctions", "sanctionsdb", await services.Postgres.CreateDatabaseAsync(),
            Services.SanctionsAnswersAsync, $"--services:metrics:http:0={metrics}");
        var replays = new ReplayService.ReplayServiceClient(channel);
        var draft = await File.ReadAllTextAsync(settings.DraftFile);
        var limits = (Live: Limits(Workload.Ladder.Ladder.Steps.Count), Draft: Limits(draft));
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var (here, took) = await ReplayAsync(replays, draft, settings.Days);
            var (there, duck) = await QueryAsync(duckDb, limits, settings.Days);
            if (here != there)
            {
                throw new InvalidOperationException($"The sides differ, so the figures would mean nothing: here {here}, DuckDB {there}.");
            }

            note(FormattableString.Invariant($"round {round}: {took:0.0} s here, {duck:0.0} s in DuckDB, {here}"));
            if (round > 0)
            {
                ours.Add(took);
                theirs.Add(duck);
            }
        }

        var report = new Report("replay");
        report.Set("figures", workload.Figures);
        report.Set("here_s", ours);
        report.Set("duckdb_s", theirs);
        report.Add(
            "replay",
            ("here_s", Statistics.Median(ours)),
            ("duckdb_s", Statistics.Median(theirs)),
            ("ratio", Statistics.Median(ours.Zip(theirs, (here, there) => there / here))));
        return report;
    }

    // As the handbook has them: 80, 50 and 30 %.
    private static int[] Limits(int steps) =>
        steps == 3 ? [8_000, 5_000, 3_000] : throw new InvalidOperationException($"The ladder has {steps} steps, and the statement three.");

    private static int[] Limits(string draft)
    {
        using var document = JsonDocument.Parse(draft);
        return [.. document.RootElement.GetProperty("ladders").EnumerateArray()
            .Single(ladder => ladder.TryGetProperty("metricId", out var id) && id.GetString() == Workload.MetricId)
            .GetProperty("steps").EnumerateArray()
            .Select(step => step.GetProperty("beyond").GetProperty("limit").GetProperty("hundredthsOfPercent").GetInt32())];
    }

    private static async Task FillAsync(Workload workload, Services services, string database, DuckDb duckDb)
    {
        var file = Path.Combine(Path.GetTempPath(), $"csplatform-bench-{Environment.ProcessId}.csv");
        await using (var writer = new StreamWriter(file))
        {
            for (var number = 0; number < workload.Courses.Length; number++)
            {
                var shop = string.Create(CultureInfo.InvariantCulture, $"shop-{number:D5}");
                var partition = Partitions.Of("xiaohongshu", shop);
                for (var day = 0; day < workload.Courses[number].Length; day++)
                {
                    var figure = workload.Courses[number][day];
                    var start = figure.Period.Start;
                    await writer.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{partition},{shop},{figure.EvaluatedOn:R},{start:R},{figure.Rate.Numerator},{figure.Rate.Denominator},{day},{(figure.EvaluatedOn.Year * 12) + figure.EvaluatedOn.Month}"));
                }
            }
        }

        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand(
            "CREATE UNLOGGED TABLE bench (partition smallint, shop text, on_day date, start date, hits bigint, units bigint, day int, month int)",
            connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        await services.Postgres.PsqlAsync(database, $"\\copy bench FROM '{file}' WITH (FORMAT csv)");
        await using (var fill = new NpgsqlCommand(
            $"""
            INSERT INTO metrics.figure (partition, platform, shop_id, metric_id, period_kind, evaluated_on, revision, period_start, period_end,
                numerator, denominator, rulebook_version, rulebook_hash, rule_source, reason, closed_at)
            SELECT partition, 'xiaohongshu', shop, '{Workload.MetricId}', 2, on_day, 1, start, on_day, hits, units, '2024-07-01', '', '', '', now()
            FROM bench;
            DROP TABLE bench;
            """,
            connection) { CommandTimeout = 600 })
        {
            await fill.ExecuteNonQueryAsync();
        }

        await using (var vacuum = new NpgsqlCommand("VACUUM ANALYZE metrics.figure", connection) { CommandTimeout = 600 })
        {
            await vacuum.ExecuteNonQueryAsync();
        }

        await duckDb.QueryAsync($$"""
            CREATE TABLE figures AS SELECT shop, day, month, hits, units FROM read_csv('{{file}}', header = false, columns =
                {'partition': 'INTEGER', 'shop': 'VARCHAR', 'on_day': 'DATE', 'start': 'DATE', 'hits': 'BIGINT', 'units': 'BIGINT',
                 'day': 'INTEGER', 'month': 'INTEGER'})
            """);
        File.Delete(file);
    }

    private static async Task<(ReplaySums Sums, double Seconds)> ReplayAsync(ReplayService.ReplayServiceClient client, string draft, int days)
    {
        var start = Stopwatch.GetTimestamp();
        var last = Workload.First.PlusDays(days - 1);
        using var call = client.ReplayDraft(new ReplayDraftRequest { DraftJson = draft, Days = days, Until = $"{last:R}" });
        ReplayReport? report = null;
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            report = part.Report ?? report;
        }

        var ladder = report!.Ladders.Single(ladder => ladder.SubjectId == Workload.MetricId);
        return (new(Sums(ladder.Live), Sums(ladder.Draft)), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static (long Notices, long Tasks, long Restrictions) Sums(ReplayTotals totals) => (totals.Notices, totals.Tasks, totals.Restrictions);

    private static async Task<(ReplaySums Sums, double Seconds)> QueryAsync(DuckDb duckDb, (int[] Live, int[] Draft) limits, int days)
    {
        var (live, first) = await CountAsync(duckDb, limits.Live, days);
        var (draft, second) = await CountAsync(duckDb, limits.Draft, days);
        return (new(live, draft), (first + second).TotalSeconds);
    }

    private static async Task<((long Notices, long Tasks, long Restrictions) Sums, TimeSpan Took)> CountAsync(DuckDb duckDb, int[] limits, int days)
    {
        var sql = Course
            .Replace("$FIRST", $"{limits[0]}", StringComparison.Ordinal)
            .Replace("$SECOND", $"{limits[1]}", StringComparison.Ordinal)
            .Replace("$THIRD", $"{limits[2]}", StringComparison.Ordinal)
            .Replace("$DAYS", $"{days}", StringComparison.Ordinal);
        var (rows, took) = await duckDb.QueryAsync(sql);
        return ((Number(0), Number(1), Number(2)), took);

        long Number(int column) => rows[0][column].ValueKind == JsonValueKind.Number
            ? rows[0][column].GetInt64()
            : long.Parse(rows[0][column].GetString()!, CultureInfo.InvariantCulture);
    }
}
