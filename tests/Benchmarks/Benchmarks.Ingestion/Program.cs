using Benchmarks.Ingestion;

// One mode a run: --flat asks what an event costs when many are stored; without a mode the service is held against its peers.
var settings = new Settings(args);
Action<string> note = Console.Error.WriteLine;
var (table, json) = settings switch
{
    _ when settings.Has("--flat") => await FlatAsync(),
    _ => await PeersAsync(),
};
Console.WriteLine(settings.JsonFile == "-" ? json : table);
if (settings.JsonFile is { } file and not "-")
{
    await File.WriteAllTextAsync(file, json);
}

async Task<(string Table, string Json)> PeersAsync()
{
    var report = await PeerComparison.RunAsync(settings, note);
    return (report.ToTable(), report.ToJson());
}

async Task<(string Table, string Json)> FlatAsync()
{
    var report = await FlatCost.RunAsync(settings, note);
    return (report.ToTable(), FlatCost.ToJson(report));
}
