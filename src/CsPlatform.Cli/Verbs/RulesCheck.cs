using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Verbs;

/// <summary>Checks rulebook files and tells every fault of each. Exit status 1 when there is any.</summary>
internal static class RulesCheck
{
    private static readonly Argument<string[]> Names = new("FILE")
    {
        Description = "Rulebook or calendar files. Each is checked by itself and beside the shipped ones.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Build(VerbFactory verbs) => verbs.OfflineVerb(
        "check",
        "Checks rulebook files: lists every fault with its JSON path. Exit status 1 when there is any.",
        [Names],
        RunAsync);

    private static Task<int> RunAsync(VerbRun run)
    {
        var faults = new List<RulebookFault>();
        var names = run.Parse.GetRequiredValue(Names).DistinctBy(Path.GetFullPath).ToArray();
        var files = names.Select(name => RulebookFiles.Read(name, faults)).OfType<RulebookFile>().ToArray();
        faults.AddRange(RulebookCatalogue.Check(RulebookFiles.Shipped(), files));
        var views = names.Concat(faults.Select(fault => fault.File)).Distinct(StringComparer.Ordinal)
            .Select(name => RulebookCheckView.Of(name, files.FirstOrDefault(file => file.Name == name), faults))
            .ToArray();
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, views);
        }
        else
        {
            Show(run.Terminal, views);
        }

        if (faults.Count > 0)
        {
            run.Terminal.Note(
                $"{Wording.Count(faults.Count)} {(faults.Count == 1 ? "fault" : "faults")}; a stack does not start with "
                + "such a file.\nNext: mend what is named and check again; protos/csplatform/rulebook/v1 says what each field means.");
        }

        return Task.FromResult(faults.Count == 0 ? ExitStatus.Done : ExitStatus.Failed);
    }

    private static void Show(Terminal terminal, IEnumerable<RulebookCheckView> views)
    {
        foreach (var view in views)
        {
            terminal.Output.WriteLine(view.Faults.Count switch
            {
                0 when view.Platform is null => $"{view.File}: no fault; a calendar",
                0 => $"{view.File}: no fault; {view.Platform} {view.Version}, {view.Rules} rules, hash {view.Hash}",
                var count => $"{view.File}: {Wording.Count(count)} {(count == 1 ? "fault" : "faults")}",
            });
            foreach (var fault in view.Faults)
            {
                terminal.Output.WriteLine($"  {(fault.Path.Length == 0 ? "the file" : fault.Path)}: {fault.Problem}");
            }
        }
    }
}
