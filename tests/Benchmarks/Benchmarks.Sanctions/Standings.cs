using System.Diagnostics;
using System.Globalization;
using Benchmarks.Metrics;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.Tests;
using CsPlatform.Sanctions.V1;
using Npgsql;

namespace Benchmarks.Sanctions;

/// <summary>
/// How shops stand, asked at a pace for shops drawn at random. Latency counts from the instant a call was due, so that a slow answer is not
/// hidden by those that wait behind it.
/// </summary>
internal static class Standings
{
    private const int WarmUpSeconds = 5;

    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        var shops = settings.Shops(10_000);
        await using var services = await Services.StartAsync();
        await using var figures = new FigureFeedServer();
        await figures.StartAsync();
        for (var shop = 0; shop < shops; shop++)
        {
            figures.Publish(Records.Platform, Name(shop), Records.Closed(Name(shop), "2024-08-08", shop % 100, 100));
        }

        var database = await services.Postgres.CreateDatabaseAsync();
        var (_, channel) = await services.StartAsync(
            "Sanctions", "sanctionsdb", database, Services.SanctionsAnswersAsync,
            $"--services:metrics:http:0={figures.Address}");
        await JudgedAsync(database, shops);
        note($"{shops} shops stand");
        var client = new SanctionsService.SanctionsServiceClient(channel);
        await PaceAsync(client, shops, settings.Rate, WarmUpSeconds);
        var latencies = await PaceAsync(client, shops, settings.Rate, settings.Seconds);
        var report = new Report("standing");
        report.Set("shops", shops);
        report.Add(
            "standing",
            ("calls_per_s", latencies.Count / (double)settings.Seconds),
            ("p50_ms", Statistics.Median(latencies)),
            ("p99_ms", Statistics.At(latencies, 0.99)));
        return report;
    }

    private static string Name(int shop) => string.Create(CultureInfo.InvariantCulture, $"shop-{shop:D5}");

    private static async Task JudgedAsync(string database, int shops)
    {
        await using var source = NpgsqlDataSource.Create(database);
        while (true)
        {
            await using var count = source.CreateCommand("SELECT count(*) FROM sanctions.standing");
            if ((long)(await count.ExecuteScalarAsync())! >= shops)
            {
                return;
            }

            await Task.Delay(200);
        }
    }

    private static async Task<List<double>> PaceAsync(SanctionsService.SanctionsServiceClient client, int shops, int rate, int seconds)
    {
        var random = new Random(5);
        var calls = new List<Task<double>>(rate * seconds);
        var begun = Stopwatch.GetTimestamp();
        while (calls.Count < rate * seconds)
        {
            var due = (int)Math.Min(Stopwatch.GetElapsedTime(begun).TotalSeconds * rate, rate * seconds);
            while (calls.Count < due)
            {
                calls.Add(AskAsync(client, random.Next(shops), begun + (long)((double)calls.Count / rate * Stopwatch.Frequency)));
            }

            await Task.Delay(1);
        }

        return [.. await Task.WhenAll(calls)];
    }

    private static async Task<double> AskAsync(SanctionsService.SanctionsServiceClient client, int shop, long due)
    {
        var answer = await client.GetStandingAsync(
            new GetStandingRequest { Shop = new ShopKey { Platform = Records.Platform, ShopId = Name(shop) } });
        return answer.Metrics.Count == 1
            ? Stopwatch.GetElapsedTime(due).TotalMilliseconds
            : throw new InvalidOperationException($"Shop {Name(shop)} stands in {answer.Metrics.Count} metrics instead of one.");
    }
}
