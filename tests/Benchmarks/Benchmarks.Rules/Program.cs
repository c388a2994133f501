using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks.Rules;

// "precise": the hot paths alone, by BenchmarkDotNet, in this process: its own projects would not know the repository's settings.
if (args is ["precise", ..])
{
    BenchmarkRunner.Run<Precise>(DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "csplatform-benchmarks")));
    return;
}

var settings = Settings.Parse(args);
var workload = new Workload(settings.Messages, settings.Conversations);
await using var comparison = await RebuildComparison.StartAsync(workload);
var rebuilds = await comparison.RunAsync(settings.Rounds);
var report = new BenchmarkReport(settings, rebuilds, HotPaths.Measure(workload, settings));
Console.WriteLine(settings.JsonFile == "-" ? report.ToJson() : report.ToTable());
if (settings.JsonFile is { } file and not "-")
{
    await File.WriteAllTextAsync(file, report.ToJson());
}
