using System.CommandLine;
using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rederiving;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Derives sanctions again from figures.</summary>
internal static class VerifySanctions
{
    private const int MostShown = 20;

    private static readonly Option<string> Figures = new("--figures")
    {
        Description = "JSON file with the figures to derive from, by shop and day of evaluation [default: what metrics lists].",
        HelpName = "FILE",
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name in that file under which they stand.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "reply_rate_3min_T7_T1",
    };

    private static readonly Option<string> Through = Ask.Day("--through", "Last day that was closed.", required: true);

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "sanctions",
        "Derives every sanction over 小红书's 3-minute reply rate again, by a small program of its own that knows the text of the rule and no "
            + "rulebook, and holds it against what sanctions decided. Exit status 1 when anything differs or nothing was compared.",
        [Figures, Name, Through],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var figures = run.Parse.GetValue(Figures) is { } path
            ? FigureTable.OfFile(path, run.Parse.GetRequiredValue(Name))
            : await FigureTable.OfMetricsAsync(run.Services, SanctionCheck.Platform, SanctionCheck.Metric, run.Cancellation)
                .ConfigureAwait(false);
        var through = DateOnly.ParseExact(run.Parse.GetRequiredValue(Through), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var report = await new SanctionCheck(run.Services).RunAsync(figures, through.AddDays(1), run.Cancellation).ConfigureAwait(false);
        var isSame = report is { Differences.Count: 0, Shops: > 0, Poison: 0 };
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new
            {
                IsSame = isSame,
                report.Shops,
                report.Decisions,
                report.Kinds,
                report.Differences,
                report.Corrected,
                PoisonOpen = report.Poison,
            });
        }
        else
        {
            Show(run.Terminal, report);
        }

        return isSame ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static void Show(Terminal terminal, SanctionReport report)
    {
        if (report.Differences.Count > 0)
        {
            var table = new Table().AddColumns("shop", "must be decided", "was decided");
            foreach (var found in report.Differences.Take(MostShown))
            {
                table.AddRow(Markup.Escape(found.Shop), found.Derived ?? "nothing more", found.Taken ?? "nothing more");
            }

            terminal.Answers.Write(table);
        }

        foreach (var (kind, count) in report.Kinds)
        {
            terminal.Output.WriteLine($"{Wording.Count(count),8} {kind}");
        }

        if (report.Corrected.Count > 0)
        {
            terminal.Output.WriteLine($"Not compared, as figures or decisions were corrected: {string.Join(", ", report.Corrected)}.");
        }

        terminal.Output.WriteLine(
            $"{Wording.Count(report.Decisions)} decisions of {Wording.Count(report.Shops)} shops derived again: "
            + $"{Wording.Count(report.Differences.Count)} shops differ.");
    }
}
