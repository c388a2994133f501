using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Benchmarks.Metrics;

/// <summary>
/// What maintained state is worth and what it costs to have it again. In turns: metrics from an empty database until everything of the feed is
/// counted, against PostgreSQL writing consultations and facts from a table of raw events; then the rates of all shops over seven days from the facts,
/// against DuckDB's window query on the raw events.
/// </summary>
internal static class MaintainedState
{
    private const int Readings = 20;

    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        var chat = new Chat(settings.Messages);
        await using var stack = await StackUnderTest.StartAsync();
        note(FormattableString.Invariant($"{settings.Messages} messages acknowledged in {await stack.SendAsync(chat):0.0} s"));
        await using var raw = await RawEvents.LoadAsync(stack.Postgres, chat);
        var (here, starts, postgres) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var (start, whole) = await RebuildAsync(stack);
            var peer = await raw.RebuildAsync();
            note(FormattableString.Invariant($"rebuilt in {whole:0.0} s, of them {start:0.0} s until the process answers; PostgreSQL {peer:0.00} s"));
            if (round > 0)
            {
                here.Add(whole);
                starts.Add(start);
                postgres.Add(peer);
            }
        }

        var report = new Report("maintained state");
        report.Set("messages", settings.Messages);
        report.Set("rebuild_seconds", here);
        report.Set("process_start_seconds", starts);
        report.Set("postgres_seconds", postgres);
        var (facts, duckDb) = await ReadAsync(stack, raw);
        report.Set("facts_milliseconds", facts);
        report.Set("duckdb_milliseconds", duckDb);
        report.Add(
            "window",
            ("facts_ms", Statistics.Median(facts)),
            ("duckdb_ms", Statistics.Median(duckDb)),
            ("ratio", Statistics.Median(duckDb.Zip(facts, (theirs, ours) => theirs / ours))));
        report.Add(
            "rebuild",
            ("messages_per_second", settings.Messages / Statistics.Median(here)),
            ("postgres_messages_per_second", settings.Messages / Statistics.Median(postgres)),
            ("ratio", Statistics.Median(postgres.Zip(here, (theirs, ours) => theirs / ours))),
            ("seconds", Statistics.Median(here)));
        return report;
    }

    private static async Task<(double Start, double Whole)> RebuildAsync(StackUnderTest stack)
    {
        var start = Stopwatch.GetTimestamp();
        await stack.StartMetricsFromNothingAsync();
        await stack.WaitAsync(() => new CsPlatform.Metrics.V1.MetricsService.MetricsServiceClient(stack.MetricsChannel)
            .GetHeadsAsync(new CsPlatform.Metrics.V1.GetHeadsRequest()).ResponseAsync);
        var answers = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stack.CaughtUpAsync();
        return (answers, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<(List<double> Facts, List<double> DuckDb)> ReadAsync(StackUnderTest stack, RawEvents raw)
    {
        await using var connection = new NpgsqlConnection(stack.MetricsDatabase);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT shop_id, sum(numerator)::bigint, sum(denominator)::bigint FROM metrics.shop_day_fact
            WHERE platform = $1 AND metric_id = $2 AND day >= $3 AND day < $4
            GROUP BY shop_id ORDER BY shop_id
            """,
            connection);
        var (from, until) = (Chat.FirstDay.AddDays(Chat.Days - 7), Chat.FirstDay.AddDays(Chat.Days));
        command.Parameters.Add(new NpgsqlParameter { Value = Chat.Platform });
        command.Parameters.Add(new NpgsqlParameter { Value = Chat.Metric });
        command.Parameters.Add(new NpgsqlParameter { Value = from });
        command.Parameters.Add(new NpgsqlParameter { Value = until });
        await command.PrepareAsync();
        var (facts, duckDb) = (new List<double>(), new List<double>());
        for (var reading = 0; reading <= Readings; reading++)
        {
            var (ours, here) = await RatesAsync(command);
            var (theirs, there) = await raw.RatesAsync(from, until);
            if (ours.Count == 0 || !ours.SequenceEqual(theirs))
            {
                throw new InvalidOperationException("The sides do not give the same answers: the figures would mean nothing.");
            }

            if (reading > 0)
            {
                facts.Add(here * 1_000);
                duckDb.Add(there * 1_000);
            }
        }

        return (facts, duckDb);
    }

    private static async Task<(List<ShopRate> Rates, double Seconds)> RatesAsync(NpgsqlCommand command)
    {
        var start = Stopwatch.GetTimestamp();
        var rates = new List<ShopRate>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var shop = int.Parse(reader.GetString(0).AsSpan(18), CultureInfo.InvariantCulture);
            rates.Add(new ShopRate(shop, reader.GetInt64(1), reader.GetInt64(2)));
        }

        return (rates, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
