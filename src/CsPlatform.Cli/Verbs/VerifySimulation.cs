using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Recounting;
using CsPlatform.Cli.Rules;
using CsPlatform.Cli.Simulating;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Recounts what a simulation must have come to.</summary>
internal static class VerifySimulation
{
    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "simulation",
        "Counts every figure of the simulated shops again from ingestion's feed, by a small program of its own, and holds the result against what "
            + "metrics lists and what it published last. Exit status 1 when any figure differs or nothing was simulated.",
        [RulebookSource.Folder],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var check = new SimulationCheck(run.Services, RulebookSource.Load(run.Parse));
        var report = run.ShowsProgress
            ? await WithBarAsync(run, check).ConfigureAwait(false)
            : await check.RunAsync(run.Cancellation).ConfigureAwait(false);
        var isSame = report is { Differences: 0, Figures: > 0 };
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new
            {
                IsSame = isSame,
                report.Events,
                report.Shops,
                FiguresCompared = report.Figures,
                report.Differences,
                FirstDifferences = report.First,
                report.NotRecounted,
                Recounted = report.Recounted.All.Select(SumView.Of),
                Listed = report.Listed.All.Select(SumView.Of),
            });
        }
        else
        {
            Show(run.Terminal, report);
        }

        return isSame ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static async Task<RecountReport> WithBarAsync(VerbRun run, SimulationCheck check)
    {
        var progress = run.Terminal.Notes.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var bar = context.AddTask("recounting", maxValue: 1);
            check.OnProgress = (done, total) =>
            {
                bar.Value = total == 0 ? 1 : (double)done / total;
                bar.Description = $"{Wording.Count(done)} of {Wording.Count(total)} events";
            };
            return check.RunAsync(run.Cancellation);
        }).ConfigureAwait(false);
    }

    private static void Show(Terminal terminal, RecountReport report)
    {
        if (report.Figures == 0)
        {
            terminal.Output.WriteLine("No figure of a simulated shop is there. Next: ./cs simulate --days 30 --shops 1000 --seed 7");
            return;
        }

        ShowSums(terminal, report);
        if (report.Differences > 0)
        {
            ShowDifferences(terminal, report);
        }

        if (report.NotRecounted.Count > 0)
        {
            terminal.Output.WriteLine($"Not recounted: {string.Join(", ", report.NotRecounted)}.");
        }

        terminal.Output.WriteLine(
            $"{Wording.Count(report.Events)} events of {Wording.Count(report.Shops)} shops recounted, "
            + $"{Wording.Count(report.Figures)} figures compared: {Wording.Count(report.Differences)} differ.");
    }

    private static void ShowSums(Terminal terminal, RecountReport report)
    {
        var table = new Table().AddColumns("simulation", "platform", "metric", "period", "figures", "numerators", "denominators", "listed");
        foreach (var of in report.Recounted.All.Concat(report.Listed.All).Select(sum => sum.Key).Distinct())
        {
            var (recounted, listed) = (report.Recounted[of], report.Listed[of]);
            table.AddRow(
                of.Simulation, of.Platform, of.MetricId, Wording.Word(of.Kind), Wording.Count(recounted.Figures), Wording.Count(recounted.Numerator),
                Wording.Count(recounted.Denominator),
                recounted == listed
                    ? "the same"
                    : $"{Wording.Count(listed.Figures)}: {Wording.Count(listed.Numerator)} / {Wording.Count(listed.Denominator)}");
        }

        terminal.Answers.Write(table);
    }

    private static void ShowDifferences(Terminal terminal, RecountReport report)
    {
        var table = new Table().AddColumns("shop", "metric", "period", "evaluated on", "recounted", "listed", "on the feed");
        foreach (var found in report.First)
        {
            table.AddRow(
                found.ShopId, found.MetricId, found.Period, $"{found.EvaluatedOn:yyyy-MM-dd}", found.Recounted ?? "-", found.Listed ?? "-",
                found.OnFeed ?? "-");
        }

        terminal.Answers.Write(table);
    }
}
