using System.CommandLine;
using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rules;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Verbs;

/// <summary>Compares two rulebooks value by value.</summary>
internal static class RulesDiff
{
    private static readonly Argument<string> Before = new("A") { Description = "A file, or PLATFORM@VERSION." };
    private static readonly Argument<string> After = new("B") { Description = "A file, or PLATFORM@VERSION." };

    public static Command Build(VerbFactory verbs) => verbs.OfflineVerb(
        "diff",
        "Shows what differs between two rulebooks, value by value; rules are matched by their id.",
        [Before, After, RulebookSource.Folder],
        RunAsync);

    private static Task<int> RunAsync(VerbRun run)
    {
        var (before, after) = (Text(run, run.Parse.GetRequiredValue(Before)), Text(run, run.Parse.GetRequiredValue(After)));
        var differences = RulebookDiff.Of(before, after);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, differences.Select(value => new { value.Path, value.Before, value.After }));
            return Task.FromResult(ExitStatus.Done);
        }

        foreach (var (path, old, now) in differences)
        {
            run.Terminal.Output.WriteLine($"{path}: {old ?? "(absent)"} → {now ?? "(absent)"}");
        }

        run.Terminal.Note($"{Wording.Count(differences.Count)} values differ.");
        return Task.FromResult(ExitStatus.Done);
    }

    private static string Text(VerbRun run, string name)
    {
        if (name.Split('@') is [var platform, var version] && !File.Exists(name))
        {
            var catalogue = RulebookSource.Load(run.Parse);
            var rulebook = catalogue.Versions(platform).FirstOrDefault(rulebook => $"{rulebook.Version:R}" == version);
            return rulebook is null
                ? throw new CliException($"There is no rulebook {name}.\nNext: ./cs rules list shows what there is.")
                : catalogue.FileOf(rulebook).Json;
        }

        var faults = new List<RulebookFault>();
        var text = RulebookFiles.Read(name, faults)?.Json ?? throw new RulebookFaultException(faults);
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException failure)
        {
            throw new CliException($"{name} is no JSON: {failure.Message}\nNext: ./cs rules check tells all its faults.");
        }
    }
}
