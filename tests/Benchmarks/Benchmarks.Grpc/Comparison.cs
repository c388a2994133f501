using System.Globalization;
using System.Text.Json;

namespace GrpcBenchmarks;

/// <summary>Both sides in turns, so that whatever else the machine does falls on both; the result is the ratio of medians.</summary>
internal static class Comparison
{
    private static readonly string[] s_kinds = ["unary", "client_streaming"];
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static async Task<int> RunAsync(CompareOptions options)
    {
        using var ours = await Peer.StartOursAsync();
        using var theirs = await Peer.StartTheirsAsync();
        var results = new Dictionary<string, KindResult>();
        foreach (var kind in s_kinds)
        {
            results[kind] = await MeasureAsync(kind, ours, theirs, options);
        }

        await ReportAsync(results, options);
        return 0;
    }

    private static async Task<KindResult> MeasureAsync(string kind, Peer ours, Peer theirs, CompareOptions options)
    {
        var rates = (Ours: new List<Rate>(), Theirs: new List<Rate>());
        await ours.RunAsync(kind, options.WarmupSeconds, options.Concurrency);
        await theirs.RunAsync(kind, options.WarmupSeconds, options.Concurrency);
        for (var round = 0; round < options.Rounds; round++)
        {
            rates.Ours.Add(await ours.RunAsync(kind, options.Seconds, options.Concurrency));
            rates.Theirs.Add(await theirs.RunAsync(kind, options.Seconds, options.Concurrency));
        }

        return new KindResult(rates.Ours, rates.Theirs);
    }

    private static async Task ReportAsync(Dictionary<string, KindResult> results, CompareOptions options)
    {
        var json = JsonSerializer.Serialize(new { options.Concurrency, options.Seconds, options.Rounds, results }, s_json);
        if (options.JsonFile == "-")
        {
            Console.WriteLine(json);
            return;
        }

        if (options.JsonFile is { } file)
        {
            await File.WriteAllTextAsync(file, json + "\n");
        }

        Console.WriteLine($"{"messages per second",-20} {"stand-in",12} {"grpc-js",12} {"ratio",8} {"ratio per CPU second",21}");
        foreach (var (kind, result) in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-20} {result.Ours,12:N0} {result.Theirs,12:N0} {result.Ratio,8:N2} {result.CpuRatio,21:N2}"));
        }
    }
}
