using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rules;
using CsPlatform.Cli.Views;
using CsPlatform.Rulebooks;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Lists, shows, checks, compares and replays rulebooks. Only the last needs a running stack.</summary>
internal static class RulesVerb
{
    private static readonly Option<bool> Hashes =
        new("--hashes") { Description = "Only platform, version and hash, a line each: what the tests pin." };

    public static Command Build(VerbFactory verbs)
    {
        var rules = new Command("rules", "The platforms' rules as data. Only replay needs a running stack.");
        rules.Subcommands.Add(
            verbs.OfflineVerb("list", "Lists every version of every platform's rulebook.", [Hashes, RulebookSource.Folder], ListAsync));
        rules.Subcommands.Add(RulesShow.Build(verbs));
        rules.Subcommands.Add(RulesCheck.Build(verbs));
        rules.Subcommands.Add(RulesDiff.Build(verbs));
        rules.Subcommands.Add(RulesReplay.Build(verbs));
        return rules;
    }

    private static Task<int> ListAsync(VerbRun run)
    {
        var catalogue = RulebookSource.Load(run.Parse);
        var rows = Rows(catalogue);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, rows);
            return Task.FromResult(ExitStatus.Done);
        }

        if (run.Parse.GetValue(Hashes))
        {
            foreach (var row in rows)
            {
                run.Terminal.Output.Write($"{row.Platform} {row.Version} {row.Hash}\n");
            }

            return Task.FromResult(ExitStatus.Done);
        }

        var table = new Table().AddColumns("platform", "name", "from", "until", "rules", "not executed", "hash", "file");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Platform,
                Markup.Escape(row.NameZh),
                row.From,
                row.To ?? "-",
                Wording.Count(row.Rules),
                Wording.Count(row.NotExecuted),
                Wording.ShortHash(row.Hash),
                Markup.Escape(row.File));
        }

        run.Terminal.Answers.Write(table);
        run.Terminal.Note($"{catalogue.Platforms.Count} platforms, {rows.Count} rulebooks.");
        return Task.FromResult(ExitStatus.Done);
    }

    private static List<RulebookView> Rows(RulebookCatalogue catalogue) =>
    [
        .. catalogue.Platforms.SelectMany(catalogue.Versions).Select(rulebook => RulebookView.Of(rulebook, catalogue)),
    ];
}
