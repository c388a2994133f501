using System.Diagnostics;
using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using Grpc.Core;
using Npgsql;

namespace Benchmarks.Metrics;

/// <summary>
/// A figure of so many units opened down to its messages, among many other shops' events: the whole answer over gRPC, against a join written by hand
/// that only fetches the figure and the consultations it counts from the same tables.
/// </summary>
internal static class Explanations
{
    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        await using var stack = await StackUnderTest.StartAsync();
        await stack.StartMetricsFromNothingAsync();
        var sent = await stack.SendAsync(new Chat(settings.Messages));
        await ExplainedShop.SendAsync(stack, settings.Units);
        await stack.CaughtUpAsync();
        note(FormattableString.Invariant($"{settings.Messages} messages acknowledged in {sent:0.0} s and counted"));
        var metrics = new MetricsService.MetricsServiceClient(stack.MetricsChannel);
        await ExplainedShop.CloseAsync(stack);
        await using var connection = new NpgsqlConnection(stack.MetricsDatabase);
        await connection.OpenAsync();
        await using var join = await JoinAsync(connection);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var i = -10; i < settings.Explanations; i++)
        {
            var (units, here) = await ExplainAsync(metrics);
            var (rows, there) = await FetchAsync(join);
            if (units != settings.Units || rows != settings.Units)
            {
                throw new InvalidOperationException($"{units} units explained and {rows} joined of {settings.Units}: the figures would mean nothing.");
            }

            if (i >= 0)
            {
                ours.Add(here);
                theirs.Add(there);
            }
        }

        var report = new Report("explain");
        report.Set("messages", settings.Messages);
        report.Set("units", settings.Units);
        report.Set("explain_ms", ours);
        report.Set("join_ms", theirs);
        report.Add("explain", ("p50_ms", Statistics.Median(ours)), ("p99_ms", Statistics.At(ours, 0.99)), ("events", settings.Messages));
        report.Add(
            "join",
            ("p50_ms", Statistics.Median(theirs)),
            ("p99_ms", Statistics.At(theirs, 0.99)),
            ("ratio", Statistics.Median(ours.Zip(theirs, (here, there) => here / there))));
        return report;
    }

    private static async Task<(int Units, double Milliseconds)> ExplainAsync(MetricsService.MetricsServiceClient metrics)
    {
        var request = new ExplainFigureRequest
        {
            Figure = new FigureSelector
            {
                Shop = new ShopKey { Platform = Chat.Platform, ShopId = ExplainedShop.Id },
                MetricId = Chat.Metric,
                PeriodKind = PeriodKind.TrailingDays,
                ValidAt = $"{ExplainedShop.EvaluatedOn:yyyy-MM-dd}",
            },
        };
        var start = Stopwatch.GetTimestamp();
        var units = 0;
        using var call = metrics.ExplainFigure(request);
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            units += part.Explanation.Hits.Count + part.Explanation.Misses.Count;
        }

        return (units, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task<NpgsqlCommand> JoinAsync(NpgsqlConnection connection)
    {
        var join = new NpgsqlCommand(
            """
            SELECT f.numerator, f.denominator, f.revision, t.consultation_id, t.state
            FROM metrics.figure f JOIN metrics.timeline t
                ON t.partition = f.partition AND t.platform || '/' || t.shop_id = f.platform || '/' || f.shop_id
                AND t.start_day >= f.period_start AND t.start_day < f.period_end
            WHERE f.partition = $1 AND f.platform = $2 AND f.shop_id = $3 AND f.metric_id = $4 AND f.period_kind = 2 AND f.evaluated_on = $5
            ORDER BY t.consultation_id
            """,
            connection);
        join.Parameters.Add(new NpgsqlParameter { Value = (short)Partitions.Of(Chat.Platform, ExplainedShop.Id) });
        join.Parameters.Add(new NpgsqlParameter { Value = Chat.Platform });
        join.Parameters.Add(new NpgsqlParameter { Value = ExplainedShop.Id });
        join.Parameters.Add(new NpgsqlParameter { Value = Chat.Metric });
        join.Parameters.Add(new NpgsqlParameter { Value = ExplainedShop.EvaluatedOn });
        await join.PrepareAsync();
        return join;
    }

    private static async Task<(int Rows, double Milliseconds)> FetchAsync(NpgsqlCommand join)
    {
        var start = Stopwatch.GetTimestamp();
        var rows = 0;
        await using var reader = await join.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows += reader.GetFieldValue<byte[]>(4).Length > 0 ? 1 : 0;
        }

        return (rows, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
