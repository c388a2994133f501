using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Rules;

/// <summary>All that was measured, and what it comes to.</summary>
/// <param name="Settings">What was measured.</param>
/// <param name="Rebuilds">The rebuild, by round.</param>
/// <param name="Hot">The hot paths.</param>
internal sealed record BenchmarkReport(Settings Settings, IReadOnlyList<RebuildRound> Rebuilds, HotPaths Hot)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private double Here => Median(Rebuilds.Select(round => Settings.Messages / round.Here));

    private double DuckDb => Median(Rebuilds.Select(round => Settings.Messages / round.DuckDb));

    private double Postgres => Median(Rebuilds.Select(round => Settings.Messages / round.Postgres));

    // Each round's sides ran right after each other, so their ratio suffers least from what else the machine did.
    private double OverDuckDb => Median(Rebuilds.Select(round => round.DuckDb / round.Here));

    private double OverPostgres => Median(Rebuilds.Select(round => round.Postgres / round.Here));

    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "rules",
            messages = Settings.Messages,
            conversations = Settings.Conversations,
            rebuild_seconds = Rebuilds.Select(round => Math.Round(round.Here, 4)),
            rebuild_on_one_thread_seconds = Rebuilds.Select(round => Math.Round(round.Alone, 4)),
            duckdb_seconds = Rebuilds.Select(round => Math.Round(round.DuckDb, 4)),
            postgres_seconds = Rebuilds.Select(round => Math.Round(round.Postgres, 4)),
            rebuild_messages_per_second = Math.Round(Here),
            ratio_to_duckdb = Math.Round(OverDuckDb, 2),
            ratio_to_postgres = Math.Round(OverPostgres, 2),
            incremental_cpu_ns_per_message = Hot.Incremental.Select(ns => Math.Round(ns, 1)),
            incremental_median_ns = Math.Round(Median(Hot.Incremental), 1),
            incremental_bytes_per_message = Hot.IncrementalBytes,
            bytes_per_open_conversation = Hot.BytesPerConversation,
            decisions_per_second_and_core = Hot.Decisions.Select(rate => Math.Round(rate)),
            decisions_median = Math.Round(Median(Hot.Decisions)),
        },
        Indented);

    internal string ToTable() => string.Join(Environment.NewLine, [
        Line($"{Settings.Messages:N0} messages of {Settings.Conversations:N0} conversations; seconds per rebuild"),
        "             here, 2 threads   one thread       DuckDB     Postgres",
        .. Rebuilds.Select((round, i) => Line(
            $"round {i + 1,-6}{round.Here,16:0.000}{round.Alone,13:0.000}{round.DuckDb,13:0.000}{round.Postgres,13:0.000}")),
        Line($"duckdb {Here:0} {DuckDb:0} {OverDuckDb:0.00}"),
        Line($"postgres {Here:0} {Postgres:0} {OverPostgres:0.00}"),
        Line($"incremental {Median(Hot.Incremental):0} ns {Hot.IncrementalBytes:0.##} bytes"),
        Line($"memory {Hot.BytesPerConversation} bytes per open conversation"),
        Line($"decisions {Median(Hot.Decisions):0} per second and core"),
    ]);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
