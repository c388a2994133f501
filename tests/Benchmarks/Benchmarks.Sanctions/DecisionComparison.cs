using System.Diagnostics;
using Benchmarks.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.TestSupport;
using Npgsql;

namespace Benchmarks.Sanctions;

/// <summary>
/// All figures judged on one core by each side in turn. Every side has them in memory and must come to the same verdicts. This engine
/// keeps each shop's standing itself and writes each decision's reason in two languages; the others are told the standing with each
/// figure, which spares them the work. The rules engine's trace is what it returns of its conditions; the statement writes one reason.
/// </summary>
internal sealed class DecisionComparison : IAsyncDisposable
{
    // Holds by their numbers: 3 a penalty runs, 4 the window reaches back, 5 no data, 7 nothing missed, 9 the quota is used.
    private const string Query = """
        SELECT step * 100 + hold AS code, count(*), sum(length(reason))
        FROM (SELECT v.step, v.hold,
                     CASE WHEN v.step > 0 THEN format('%s: shop %s, %s to %s: %s of %s in time, %s %%, below %s %%; in force from %s.',
                         (ARRAY['友情提示', '强制学习推送课程并考试', '限制店铺所有公域流量3天'])[v.step], shop, period_start, day, hits, units,
                         round(hits * 100.0 / units, 2), (ARRAY[80, 50, 30])[v.step], day) END AS reason
              FROM figures,
                  LATERAL (SELECT CASE
                      WHEN serving = 1 THEN 3
                      WHEN period_start < cycle_start THEN 4
                      WHEN units = 0 THEN 5
                      WHEN hits * 10000 >= units * 8000 THEN 7
                      WHEN hits * 10000 < units * 5000 AND penalties >= 1 THEN 9
                      ELSE 0 END AS hold) h,
                  LATERAL (SELECT hold, CASE
                      WHEN hold = 9 THEN 1
                      WHEN hold > 0 THEN 0
                      WHEN hits * 10000 < units * 3000 THEN 3
                      WHEN hits * 10000 < units * 5000 THEN 2
                      ELSE 1 END AS step) v) judged
        GROUP BY 1 ORDER BY 1
        """;

    private readonly Workload workload;
    private readonly PostgresFixture postgres = new();
    private RulesEngine? engine;
    private NpgsqlConnection? connection;

    private DecisionComparison(Workload workload) => this.workload = workload;

    public async ValueTask DisposeAsync()
    {
        engine?.Dispose();
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        await postgres.DisposeAsync();
    }

    internal static async Task<Report> RunAsync(Settings settings)
    {
        var workload = new Workload(settings.Shops(2_000), settings.Days);
        await using var comparison = await StartAsync(workload, settings.PeerFolder);
        var rounds = await comparison.RoundsAsync(settings.Rounds);
        var report = new Report("decide");
        report.Set("figures", workload.Figures);
        report.Set("here_s", rounds.Select(round => round.Here));
        report.Set("json_rules_engine_s", rounds.Select(round => round.Engine));
        report.Set("sql_s", rounds.Select(round => round.Sql));
        Add("engine", round => round.Engine);
        Add("sql", round => round.Sql);
        return report;

        // Each round's sides ran right after each other, so their ratio suffers least from what else the machine did.
        void Add(string name, Func<DecisionRound, double> peer) => report.Add(
            name,
            ("here_per_s", workload.Figures / Statistics.Median(rounds.Select(round => round.Here))),
            ("there_per_s", workload.Figures / Statistics.Median(rounds.Select(peer))),
            ("ratio", Statistics.Median(rounds.Select(round => peer(round) / round.Here))));
    }

    private static async Task<DecisionComparison> StartAsync(Workload workload, string peerFolder)
    {
        var comparison = new DecisionComparison(workload);
        var file = Path.Combine(Path.GetTempPath(), $"csplatform-bench-{Environment.ProcessId}.csv");
        await workload.WriteCsvAsync(file);
        await comparison.LoadAsync(file);
        comparison.engine = await RulesEngine.StartAsync(peerFolder, file);
        File.Delete(file);
        return comparison;
    }

    private async Task<IReadOnlyList<DecisionRound>> RoundsAsync(int rounds)
    {
        var found = new List<DecisionRound>();
        for (var round = 0; round <= rounds; round++)
        {
            GC.Collect();
            var (ours, here) = Judge();
            var (theirs, there) = await engine!.JudgeAsync();
            var (rows, statement) = await QueryAsync();
            if (!ours.SequenceEqual(theirs) || !ours.SequenceEqual(rows))
            {
                throw new InvalidOperationException(
                    $"The sides differ, so the figures would mean nothing. Here {Words(ours)}; engine {Words(theirs)}; SQL {Words(rows)}.");
            }

            if (round > 0)
            {
                found.Add(new DecisionRound(here.TotalSeconds, there.TotalSeconds, statement.TotalSeconds));
            }
        }

        return found;
    }

    private static string Words(IEnumerable<KeyValuePair<int, long>> counts) =>
        string.Join(' ', counts.Select(count => $"{count.Key}:{count.Value}"));

    private (SortedDictionary<int, long> Verdicts, TimeSpan Took) Judge()
    {
        var steps = Workload.Ladder.Ladder.Steps;
        var (counts, written) = (new long[1_000], 0L);
        var start = Stopwatch.GetTimestamp();
        foreach (var course in workload.Courses)
        {
            var standing = Standing.New;
            foreach (var figure in course)
            {
                var outcome = SanctionCourse.Assess(standing, Workload.Ladder, figure);
                standing = outcome.Standing;
                SanctionStep? taken = null;
                foreach (var decision in outcome.Decisions)
                {
                    written += SanctionReasonsZh.Of(decision).Length + SanctionReasonsEn.Of(decision).Length;
                    taken = decision.Reason is ThresholdMissed { Judgement.Step: { } step } ? step : taken;
                }

                counts[new Verdict(Number(steps, taken), (int)(outcome.Hold ?? 0)).Code]++;
            }
        }

        var took = Stopwatch.GetElapsedTime(start);
        if (written == 0)
        {
            throw new InvalidOperationException("No decision was taken: nothing was measured.");
        }

        return (new(Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).ToDictionary(code => code, code => counts[code])), took);
    }

    private static int Number(IReadOnlyList<SanctionStep> steps, SanctionStep? taken)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (ReferenceEquals(steps[i], taken))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private async Task LoadAsync(string file)
    {
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await ExecuteAsync("""
            CREATE UNLOGGED TABLE figures (shop integer, day date, period_start date, hits integer, units integer, serving smallint,
                cycle_start date, penalties integer)
            """);
        await postgres.PsqlAsync(database, $"\\copy figures FROM '{file}' WITH (FORMAT csv)");
        await ExecuteAsync("VACUUM ANALYZE figures");
        await ExecuteAsync("SET work_mem = '1GB'; SET max_parallel_workers_per_gather = 0");
    }

    private async Task<(SortedDictionary<int, long> Verdicts, TimeSpan Took)> QueryAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var found = new SortedDictionary<int, long>();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        return (found, Stopwatch.GetElapsedTime(start));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
