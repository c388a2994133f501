using Benchmarks.Ingestion;

var settings = BenchmarkSettings.Parse(args);
await using var benchmark = await IngestionBenchmark.StartAsync(settings);
var report = await benchmark.RunAsync();
Console.WriteLine(settings.Json ? report.ToJson() : report.ToTable());
