using CsPlatform.Metrics;

await MetricsHost.Build(args).RunAsync();
