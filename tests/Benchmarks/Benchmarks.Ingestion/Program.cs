using Benchmarks.Ingestion;

var settings = BenchmarkSettings.Parse(args);
await using var benchmark = await IngestionBenchmark.StartAsync(settings);
var report = await benchmark.RunAsync();
Console.WriteLine(settings.JsonFile == "-" ? report.ToJson() : report.ToTable());
if (settings.JsonFile is { } file and not "-")
{
    await File.WriteAllTextAsync(file, report.ToJson());
}
