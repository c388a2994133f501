using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rules;
using CsPlatform.Cli.Views;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows a rulebook's table of contents, or one of its rules whole.</summary>
internal static class RulesShow
{
    private static readonly Argument<string> Platform = new("PLATFORM") { Description = "The platform, such as xiaohongshu." };
    private static readonly Option<string> At = Ask.Day("--at", "The rulebook in force on that day; without it: today.", required: false);
    private static readonly Option<string> Version = Ask.Day("--version", "The rulebook of that version.", required: false);
    private static readonly Option<string> Rule = new("--rule") { Description = "Only this rule, whole.", HelpName = "ID" };

    public static Command Build(VerbFactory verbs)
    {
        var show = verbs.OfflineVerb(
            "show",
            "Shows what a platform's rulebook holds: every rule with its source, what is not executed and why, what is assumed.",
            [Platform, At, Version, Rule, RulebookSource.Folder],
            RunAsync);
        show.Validators.Add(result =>
        {
            if (result.GetResult(At) is not null && result.GetResult(Version) is not null)
            {
                result.AddError("--at and --version exclude each other.");
            }
        });
        return show;
    }

    private static Task<int> RunAsync(VerbRun run)
    {
        var catalogue = RulebookSource.Load(run.Parse);
        var rulebook = Find(run, catalogue);
        if (run.Parse.GetValue(Rule) is { } id)
        {
            ShowRule(run, catalogue, rulebook, id);
        }
        else if (run.AsJson)
        {
            var head = RulebookView.Of(rulebook, catalogue);
            Json.Write(run.Terminal.Output, new
            {
                head.Platform,
                head.Version,
                head.From,
                head.To,
                head.Hash,
                head.File,
                head.NameZh,
                rulebook.Assumptions,
                Rules = rulebook.Contents.Select(entry => RuleView.Of(entry)),
            });
        }
        else
        {
            RulebookTables.Show(run.Terminal, rulebook, RulebookView.Of(rulebook, catalogue));
        }

        return Task.FromResult(ExitStatus.Done);
    }

    private static Rulebook Find(VerbRun run, RulebookCatalogue catalogue)
    {
        var platform = run.Parse.GetRequiredValue(Platform);
        if (catalogue.WhyUnknown(platform) is { } problem)
        {
            throw new CliException($"{problem}\nNext: ./cs rules list shows what there is.");
        }

        var versions = string.Join(", ", catalogue.Versions(platform).Select(rulebook => $"{rulebook.Version:R}"));
        if (run.Parse.GetValue(Version) is { } version)
        {
            return catalogue.Versions(platform).FirstOrDefault(rulebook => rulebook.Version == Day(version))
                ?? throw new CliException($"{platform} has no version {version}.\nNext: name one of {versions}.");
        }

        var day = run.Parse.GetValue(At) is { } at ? Day(at) : Today();
        return catalogue.Find(platform, day)
            ?? throw new CliException($"{platform} has no rulebook on {day:R}.\nNext: name a later day; its versions: {versions}.");
    }

    private static void ShowRule(VerbRun run, RulebookCatalogue catalogue, Rulebook rulebook, string id)
    {
        var entry = rulebook.Contents.FirstOrDefault(entry => entry.Head.Id == id) ?? throw new CliException(Missing(catalogue, rulebook, id));
        var view = RuleView.Of(entry, RuleDefinition.Find(catalogue.FileOf(rulebook), entry));
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, view);
        }
        else
        {
            RulebookTables.ShowRule(run.Terminal, rulebook, view);
        }
    }

    private static string Missing(RulebookCatalogue catalogue, Rulebook rulebook, string id)
    {
        var others = catalogue.Versions(rulebook.Platform)
            .Where(other => other.Contents.Any(entry => entry.Head.Id == id))
            .Select(other => $"{other.Version:R}")
            .ToArray();
        return $"\"{id}\" is no rule of {rulebook.Platform} {rulebook.Version:R}.\n" + (others.Length == 0
            ? $"Next: ./cs rules show {rulebook.Platform} lists its rules."
            : $"Next: it stands in version {string.Join(", ", others)}; name one with --version.");
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static LocalDate Today() =>
        ChinaTime.Day(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
}
