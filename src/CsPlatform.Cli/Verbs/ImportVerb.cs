using System.CommandLine;
using System.Globalization;
using CsPlatform.Adapters;
using CsPlatform.Cli.Importing;
using CsPlatform.Cli.Output;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Sends a file's events to ingestion.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string> FileName =
        new("FILE") { Description = "A CSV file, or events in proto JSON: one per line (NDJSON), or one array of them." };
    private static readonly Option<string> MapName = new("--map")
    {
        Description = "How CSV rows become events (docs/import-maps.md).",
        HelpName = "MAP.json",
    };
    private static readonly Option<string> Format =
        new("--format") { Description = $"{AdapterFormats.Names} [default: by the file's name; csv for others]." };
    private static readonly Option<string> Rejects = new("--rejects")
    {
        Description = "Where to keep what is not stored [default: .cs/rejects/, named after the file].",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Strict =
        new("--strict") { Description = "Exit status 3 when anything was rejected or in conflict." };

    public static Command Build(VerbFactory verbs)
    {
        Format.AcceptOnlyFromAmong([.. AdapterFormats.All.Select(format => format.Name)]);
        return verbs.Verb(
            "import",
            "Sends the events of a file. Safe to repeat: what is stored already comes back as duplicate.",
            [FileName, MapName, Format, Rejects, Strict],
            RunAsync);
    }

    private static async Task<int> RunAsync(VerbRun run)
    {
        var path = run.Parse.GetRequiredValue(FileName);
        var adapter = AdapterFor(run, path);
        using var file = Open(path);
        var reader = adapter.Open(file);
        if (reader.Refusal.Count > 0)
        {
            throw CliException.OfFaults(
                $"{path} cannot be read:",
                [.. reader.Refusal.Select(Told), "Next: mend it, or the map (--map). Nothing was sent."]);
        }

        using var rejects = new RejectsFile(run.Parse.GetValue(Rejects) ?? RejectsPath(path), reader.Rejects);
        var import = new ImportRun(run.Services.Ingestion, reader, rejects, run.Terminal.Note);
        var report = run.ShowsProgress
            ? await WithBarAsync(run, import, file).ConfigureAwait(false)
            : await import.RunAsync(new SendLimits(), TimeProvider.System, run.Cancellation).ConfigureAwait(false);
        Show(run, report);
        return report.IsClean || !run.Parse.GetValue(Strict) ? ExitStatus.Done : ExitStatus.Rejected;
    }

    private static IEventAdapter AdapterFor(VerbRun run, string path)
    {
        var format = (run.Parse.GetValue(Format) is { } name ? AdapterFormats.Named(name) : AdapterFormats.OfFile(path))
            ?? AdapterFormats.Named("csv")!;
        if (!format.NeedsMap)
        {
            return format.Create(null);
        }

        return run.Parse.GetValue(MapName) is { } map
            ? format.Create(MapFiles.Read(map))
            : throw new CliException(
                "A CSV file needs --map MAP.json.\nNext: see samples/maps and docs/import-maps.md, or send NDJSON.");
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path} cannot be read: {failure.Message}\nNext: check the path.", failure);
        }
    }

    private static string Told(InputFault fault) => fault.Field.Length == 0 ? fault.Reason : $"\"{fault.Field}\": {fault.Reason}";

    private static string RejectsPath(string path)
    {
        var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        return Path.Combine(".cs", "rejects", $"{Path.GetFileNameWithoutExtension(path)}.{stamp}{Path.GetExtension(path)}");
    }

    private static async Task<ImportReport> WithBarAsync(VerbRun run, ImportRun import, FileStream file)
    {
        var progress = run.Terminal.Notes.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context =>
        {
            var bar = context.AddTask("importing", maxValue: 1);
            import.OnProgress = answered =>
            {
                bar.Value = file.Length == 0 ? 1 : (double)file.Position / file.Length;
                bar.Description = $"{Wording.Count(answered)} events answered";
            };
            return await import.RunAsync(new SendLimits(), TimeProvider.System, run.Cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static void Show(VerbRun run, ImportReport report)
    {
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, report);
            return;
        }

        var table = new Table().AddColumns("offered", "accepted", "duplicate", "conflict", "rejected");
        long[] counts = [report.Offered, report.Accepted, report.Duplicate, report.Conflict, report.Rejected];
        table.AddRow([.. counts.Select(Wording.Count)]);
        run.Terminal.Answers.Write(table);
        if (report.RejectsFile is { } file)
        {
            run.Terminal.Note(
                $"What was not stored is kept, with the reasons, in {file}.\nNext: mend it there and import that file.");
        }
    }
}
