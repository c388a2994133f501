using Benchmarks.Metrics;

// One mode a run: --maintained holds rates from maintained state and the rebuild of all state against SQL on raw events, --board asks how long an
// event takes to the live board, --ringing how late very many clocks ring, --explain how long it takes to open a figure down to its messages.
var settings = new Settings(args);
Action<string> note = Console.Error.WriteLine;
var report = settings switch
{
    _ when settings.Has("--maintained") => await MaintainedState.RunAsync(settings, note),
    _ when settings.Has("--board") => await BoardLatency.RunAsync(settings, note),
    _ when settings.Has("--ringing") => await Clocks.RunAsync(settings, note),
    _ when settings.Has("--explain") => await Explanations.RunAsync(settings, note),
    _ => throw new ArgumentException("Name a mode: --maintained, --board, --ringing or --explain."),
};
Console.WriteLine(settings.JsonFile == "-" ? report.ToJson() : report.ToTable());
if (settings.JsonFile is { } file and not "-")
{
    await File.WriteAllTextAsync(file, report.ToJson());
}
