using System.Diagnostics;
using System.Text.Json;

namespace Benchmarks.Sanctions;

/// <summary>json-rules-engine in a Node process of its own: it judges all figures once per line that it is sent.</summary>
internal sealed class RulesEngine : IDisposable
{
    private readonly Process process;

    private RulesEngine(Process process) => this.process = process;

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5_000))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    internal static async Task<RulesEngine> StartAsync(string folder, string file)
    {
        var start = new ProcessStartInfo("node", ["decide.mjs", file])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var engine = new RulesEngine(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
        _ = await engine.LineAsync();
        return engine;
    }

    /// <summary>How often each verdict was reached, and how long the judging took by Node's own clock.</summary>
    internal async Task<(SortedDictionary<int, long> Verdicts, TimeSpan Took)> JudgeAsync()
    {
        await process.StandardInput.WriteLineAsync("judge");
        await process.StandardInput.FlushAsync();
        using var answer = JsonDocument.Parse(await LineAsync());
        var verdicts = new SortedDictionary<int, long>();
        foreach (var count in answer.RootElement.GetProperty("verdicts").EnumerateArray())
        {
            verdicts[count[0].GetInt32()] = count[1].GetInt64();
        }

        return (verdicts, TimeSpan.FromSeconds(answer.RootElement.GetProperty("seconds").GetDouble()));
    }

    private async Task<string> LineAsync() => await process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException("The rules engine ended; its error stands above.");
}
