using System.CommandLine;
using CsPlatform.Cli.Demo;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rules;
using CsPlatform.Cli.Views;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Plays a small market through the running stack and holds every answer against what the generator counted.</summary>
internal static class DemoVerb
{
    private const int DifferencesShown = 20;

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "demo",
        "Plays an invented market of twelve shops and three trials of sanctions through the stack, shows the outcome and checks it. Safe to repeat.",
        [RulebookSource.Folder],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var market = MarketMaker.Make(DemoRules.Of(RulebookSource.Load(run.Parse)));
        var checks = new DemoChecks();
        var demo = new DemoRun(run, market, checks);
        var answers = await demo.PlayAsync(step => run.Terminal.Note($"demo: {step}")).ConfigureAwait(false);
        DemoComparison.Compare(checks, market, answers);
        var trials = await new TrialRun(run, checks).PlayAsync(step => run.Terminal.Note($"demo: {step}")).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, Document(demo, checks, answers, trials));
        }
        else
        {
            DemoTables.Show(run.Terminal, market, answers);
            trials.Show(run.Terminal);
            var (offered, accepted, duplicate) = demo.Sent;
            run.Terminal.Answers.WriteLine(
                $"{Wording.Count(offered)} events offered, {Wording.Count(accepted)} accepted, " +
                $"{Wording.Count(duplicate)} stored by an earlier demo.");
            run.Terminal.Answers.WriteLine($"{checks.Count} checks, {checks.Differences.Count} differ");
        }

        foreach (var difference in checks.Differences.Take(DifferencesShown))
        {
            run.Terminal.Note($"DIFFERS {difference}");
        }

        return checks.Differences.Count == 0
            ? ExitStatus.Done
            : throw new CliException(
                "The services' answers differ from what the demo's generator counted.\n"
                + "Next: on a stack with other data closed beyond "
                + $"{Market.FirstDay:yyyy-MM-dd}, start anew with ./run.sh --fresh; with rulebooks of your own "
                + $"give {RulebookSource.Variable} to stack and demo alike; otherwise a rule is computed wrongly.");
    }

    private static object Document(DemoRun demo, DemoChecks checks, DemoAnswers answers, TrialAnswers trials) => new
    {
        demo.Sent.Offered,
        demo.Sent.Accepted,
        demo.Sent.Duplicate,
        Checks = checks.Count,
        checks.Differences,
        Figures = answers.Windows.Select(FigureView.Of),
        Sanctions = answers.Decisions.Select(DecisionView.Of),
        answers.Statements,
        Trials = trials.Document(),
    };
}
