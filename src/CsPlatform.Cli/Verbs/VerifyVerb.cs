using System.CommandLine;
using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Verifying;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Proves that nothing that was published was changed, lost or inserted.</summary>
internal static class VerifyVerb
{
    private static readonly Option<string> Service = new("--service")
    {
        Description = $"Whose feed: {string.Join(", ", ServiceName.All)} [default: {ServiceName.Ingestion}].",
        HelpName = "NAME",
    };

    private static readonly Option<bool> All = new("--all") { Description = "The feeds of all services." };

    public static Command Build(VerbFactory verbs)
    {
        Service.AcceptOnlyFromAmong([.. ServiceName.All]);
        var verify = new Command("verify", "Proves what is stored.");
        verify.Subcommands.Add(verbs.Verb(
            "feed",
            "Reads every stored segment, from the archive too, and proves hashes, links, positions, times and counts. "
                + "Exit status 1 when anything is wrong.",
            [Service, All],
            RunAsync));
        verify.Subcommands.Add(VerifySimulation.Build(verbs));
        verify.Subcommands.Add(VerifyFigure.Build(verbs));
        verify.Subcommands.Add(VerifySanctions.Build(verbs));
        return verify;
    }

    private static async Task<int> RunAsync(VerbRun run)
    {
        string[] names = run.Parse.GetValue(All)
            ? [.. ServiceName.All]
            : [run.Parse.GetValue(Service) ?? ServiceName.Ingestion];
        var reports = new List<FeedReport>();
        foreach (var name in names)
        {
            var verification = new FeedVerification(run.Services, name);
            var report = run.ShowsProgress
                ? await WithBarAsync(run, verification, name).ConfigureAwait(false)
                : await verification.RunAsync(run.Cancellation).ConfigureAwait(false);
            reports.Add(report);
            if (!run.AsJson)
            {
                Show(run.Terminal, report);
            }
        }

        var isSound = reports.All(report => report.IsSound);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { IsSound = isSound, Feeds = reports });
        }

        return isSound ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static async Task<FeedReport> WithBarAsync(VerbRun run, FeedVerification verification, string name)
    {
        var progress = run.Terminal.Notes.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context =>
        {
            var bar = context.AddTask(name, maxValue: 1);
            verification.OnProgress = (done, total) =>
            {
                bar.Value = total == 0 ? 1 : (double)done / total;
                bar.Description = $"{name}: {Wording.Count(done)} of {Wording.Count(total)} records";
            };
            return await verification.RunAsync(run.Cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static void Show(Terminal terminal, FeedReport report)
    {
        if (report.Problems.Count > 0)
        {
            var table = new Table().AddColumns("partition", "position", "what is wrong", "next");
            foreach (var problem in report.Problems)
            {
                table.AddRow(
                    problem.Partition?.ToString(CultureInfo.InvariantCulture) ?? "all",
                    problem.Position?.ToString(CultureInfo.InvariantCulture) ?? "-",
                    Markup.Escape(problem.What),
                    Markup.Escape(problem.Next));
            }

            terminal.Answers.Write(table);
        }

        terminal.Output.WriteLine(
            $"{report.Service}: {(report.IsSound ? "sound" : $"{Wording.Count(report.Problems.Count)} PROBLEMS")}. "
            + $"{Wording.Count(report.Records)} records of {Wording.Count(report.Heads)} by the heads, "
            + $"{Wording.Count(report.Segments)} segments ({Wording.Count(report.ArchivedSegments)} archived, "
            + $"{Wording.Count(report.UnhashedSegments)} without hash) in {report.Partitions} partitions, "
            + $"{Wording.Count(report.Bytes)} bytes{Counted(report)}.");
    }

    private static string Counted(FeedReport report) =>
        report.Accepted is { } accepted ? $"; {Wording.Count(accepted)} events counted as accepted" : "";
}
