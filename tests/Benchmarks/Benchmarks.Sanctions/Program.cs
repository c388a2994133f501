using Benchmarks.Sanctions;

// One mode a run: --decide judges figures with reasons beside a rules engine and one SQL statement, --replay plays a draft over three months of
// ten thousand shops beside DuckDB, --standing asks how shops stand, at a pace, --explain asks for a decision's reasons and its evidence.
var settings = new Settings(args);
var report = settings switch
{
    _ when settings.Has("--decide") => await DecisionComparison.RunAsync(settings),
    _ when settings.Has("--replay") => await DraftReplay.RunAsync(settings, Console.Error.WriteLine),
    _ when settings.Has("--standing") => await Standings.RunAsync(settings, Console.Error.WriteLine),
    _ when settings.Has("--explain") => await DecisionReasons.RunAsync(settings, Console.Error.WriteLine),
    _ => throw new ArgumentException("Name a mode: --decide, --replay, --standing or --explain."),
};
Console.WriteLine(settings.JsonFile == "-" ? report.ToJson() : report.ToTable());
if (settings.JsonFile is { } file and not "-")
{
    await File.WriteAllTextAsync(file, report.ToJson());
}
