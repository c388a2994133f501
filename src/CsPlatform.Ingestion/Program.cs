using CsPlatform.Ingestion;

await IngestionHost.Build(args).RunAsync();
