using System.Diagnostics;
using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace Benchmarks.Metrics;

/// <summary>
/// How long after its acknowledgement an event shows in the running figure of its shop's board, while other shops send at half of what ingestion takes
/// at most: measured in the same run, with metrics following. And the same at half of what metrics counts at most, where that is less.
/// </summary>
internal static class BoardLatency
{
    private const string Shop = "probe";
    private const string Metric = "sn.human_reply_rate_3min";
    private const int FloodEvents = 200_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        await using var stack = await StackUnderTest.StartAsync();
        await stack.StartMetricsFromNothingAsync();
        await stack.WaitAsync(() => new MetricsService.MetricsServiceClient(stack.MetricsChannel)
            .GetHeadsAsync(new CsPlatform.Metrics.V1.GetHeadsRequest()).ResponseAsync);
        var load = new LiveLoad(stack.IngestionChannel);
        await load.FloodAsync(FloodEvents / 4);
        await stack.CaughtUpAsync();
        var start = Stopwatch.GetTimestamp();
        var taken = await load.FloodAsync(FloodEvents);
        await stack.CaughtUpAsync();
        var counted = FloodEvents / Stopwatch.GetElapsedTime(start).TotalSeconds;
        note(FormattableString.Invariant($"at most {taken:0} events/s acknowledged and {counted:0} counted"));
        var report = new Report("board");
        report.Add("most", ("acknowledged_per_second", taken), ("counted_per_second", counted));
        await MeasureAsync(stack, load, report, "board", settings.Rate > 0 ? settings.Rate : (int)(taken / 2), settings, note);
        if (settings.Rate == 0 && counted < taken)
        {
            await MeasureAsync(stack, load, report, "board_counted", (int)(counted / 2), settings, note);
        }

        return report;
    }

    private static async Task MeasureAsync(
        StackUnderTest stack, LiveLoad load, Report report, string name, int rate, Settings settings, Action<string> note)
    {
        await stack.CaughtUpAsync();
        using var ending = new CancellationTokenSource();
        var sending = Task.Run(() => load.SendAsync(rate, ending.Token));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var delays = new List<double>();
        var (clock, lost) = (Stopwatch.StartNew(), 0);
        while (clock.Elapsed < TimeSpan.FromSeconds(settings.Seconds) && delays.Count < settings.Probes)
        {
            if (await ProbeAsync(stack) is { } delay)
            {
                delays.Add(delay);
            }
            else
            {
                lost++;
            }

            await Task.Delay(Pause);
        }

        await ending.CancelAsync();
        var kept = await sending;
        note(FormattableString.Invariant($"{name}: {delays.Count} probes, {lost} not seen within {Patience.TotalSeconds} s, at {kept:0} events/s"));
        delays.AddRange(Enumerable.Repeat(Patience.TotalMilliseconds, lost));
        report.Set($"{name}_delays_ms", delays.Select(delay => Math.Round(delay, 2)));
        report.Add(
            name, ("rate", kept), ("p50_ms", Statistics.Median(delays)), ("p99_ms", Statistics.At(delays, 0.99)), ("probes", delays.Count));
    }

    // Milliseconds from the acknowledgement of a consultation answered in time until the figure holds it; null when it takes too long.
    private static async Task<double?> ProbeAsync(StackUnderTest stack)
    {
        var before = await UnitsAsync(stack);
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var request = new SubmitEventsRequest
        {
            Events =
            {
                LiveLoad.Message(Shop, id, $"{id}-1", CsPlatform.Ingestion.V1.SenderRole.Buyer),
                LiveLoad.Message(Shop, id, $"{id}-2", CsPlatform.Ingestion.V1.SenderRole.HumanAgent),
            },
        };
        await new IngestionService.IngestionServiceClient(stack.IngestionChannel).SubmitEventsAsync(request);
        var acknowledged = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(acknowledged) is var waited && waited < Patience)
        {
            if (await UnitsAsync(stack) > before)
            {
                return Stopwatch.GetElapsedTime(acknowledged).TotalMilliseconds;
            }

            await Task.Delay(Look);
        }

        return null;
    }

    private static async Task<long> UnitsAsync(StackUnderTest stack)
    {
        try
        {
            var board = await new BoardService.BoardServiceClient(stack.MetricsChannel).GetLiveBoardAsync(
                new GetLiveBoardRequest { Shop = new ShopKey { Platform = LiveLoad.Platform, ShopId = Shop }, MostOpen = 1 });
            return board.Board.Figures.Where(figure => figure.MetricId == Metric).Sum(figure => figure.Denominator);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return 0;
        }
    }
}
