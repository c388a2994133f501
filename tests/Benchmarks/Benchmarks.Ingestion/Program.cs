using Benchmarks.Ingestion;

if (args is [LoudSender.Mode, var address])
{
    await LoudSender.RunAsync(address);
    return;
}

// One mode a run: --flat asks what an event costs when many are stored, --loud what others notice of one shop that sends as fast as
// it is let, --follow how fast the feed is read from its start, --latency how long an event takes to a follower; without a mode the
// service is held against its peers.
var settings = new Settings(args);
Action<string> note = Console.Error.WriteLine;
var (table, json) = settings switch
{
    _ when settings.Has("--flat") => await FlatAsync(),
    _ when settings.Has("--loud") => await LoudAsync(),
    _ when settings.Has("--follow") => (await FollowSpeed.RunAsync(settings, note)).Texts,
    _ when settings.Has("--latency") => (await FollowLatency.RunAsync(settings, note)).Texts,
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

async Task<(string Table, string Json)> LoudAsync()
{
    var report = await LoudShop.RunAsync(settings, note);
    return (report.ToTable(), report.ToJson());
}
