using System.Diagnostics;
using System.Globalization;
using CsPlatform.Ingestion.V1;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>
/// What others notice of one loud shop: several senders send small batches about 50 shops at a fixed rate, far below what the service
/// can do, and in every other slice one shop sends the largest batches as fast as it is let. Latency counts from the moment when a
/// batch was due, so that a sender held up by the one before is not flattered.
/// </summary>
internal static class LoudShop
{
    private const int Senders = 5;
    private const int Shops = 50;
    private const int BatchEvents = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    internal static async Task<LoudShopReport> RunAsync(Settings settings, Action<string> note)
    {
        var slice = TimeSpan.FromSeconds(settings.Number("--slice-seconds", 5));
        await using var service = await ServiceUnderTest.StartAsync(
            settings.Has("--no-quota") ? ["--Ingestion:Quotas:ShopEventsPerSecond=0"] : []);
        using var loud = new LoudSender(service.Address);
        await using var others = await OtherSenders.StartAsync(service.Address, Senders, Shops, BatchEvents, Interval);
        // Both sides warm, and what the shop may send at once is used up.
        loud.Begin();
        await Task.Delay(TimeSpan.FromSeconds(settings.WarmUpSeconds));
        loud.End();
        var rounds = new List<LoudShopRound>();
        var processor = Processor.OwnSeconds();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Math.Max(7, settings.Rounds); i++)
        {
            await Task.Delay(Settling);
            var without = await MeasureAsync(others, slice);
            var before = await service.ScalarAsync(LoudSender.StoredSql);
            loud.Begin();
            await Task.Delay(Settling);
            var with = await MeasureAsync(others, slice);
            loud.End();
            var stored = await service.ScalarAsync(LoudSender.StoredSql) - before;
            rounds.Add(new LoudShopRound(without, with, stored / (slice + Settling).TotalSeconds));
            note(rounds[^1].ToLine());
        }

        var load = Processor.Load();
        var used = (Processor.OwnSeconds() - processor) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoudShopReport(rounds, Processor.Memory(service.ProcessId).Most, load, used);
    }

    private static async Task<Latencies> MeasureAsync(OtherSenders others, TimeSpan slice)
    {
        others.Forget();
        await Task.Delay(slice);
        return Latencies.Of(others.Forget());
    }
}
