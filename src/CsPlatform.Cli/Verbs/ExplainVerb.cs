using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Verbs;

/// <summary>Opens what was published down to what is behind it.</summary>
internal static class ExplainVerb
{
    private const int UnitsShown = 20;
    private static readonly FigureOptions Figure = new();
    private static readonly Option<string> Language = new("--lang")
    {
        Description = "Language of the reasons: zh or en [default: en].", HelpName = "LANG",
    };

    private static readonly Option<bool> All =
        new("--all") { Description = $"Every unit; without it {UnitsShown} hits, misses and units left out each. JSON always has all." };

    public static Command Build(VerbFactory verbs)
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        var explain = new Command("explain", "Tells why something is what it is.");
        explain.Subcommands.Add(verbs.Verb(
            "figure",
            "Opens a figure: hits and misses, each unit with its messages, due times, answers and reasons, and the events behind them.",
            [.. Figure.Symbols, Language, All],
            RunAsync));
        return explain;
    }

    /// <summary>All parts of an explanation as one.</summary>
    public static async Task<FigureExplanation> AskAsync(VerbRun run, FigureSelector selector)
    {
        var whole = new FigureExplanation();
        using var call = run.Services.Metrics.ExplainFigure(
            new ExplainFigureRequest { Figure = selector }, cancellationToken: run.Cancellation);
        while (await call.ResponseStream.MoveNext(run.Cancellation).ConfigureAwait(false))
        {
            whole.MergeFrom(call.ResponseStream.Current.Explanation);
        }

        return whole;
    }

    private static async Task<int> RunAsync(VerbRun run)
    {
        var explanation = await AskAsync(run, Figure.Read(run.Parse)).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, ExplanationView.Of(explanation));
        }
        else
        {
            var tree = new ExplanationTree(run.Parse.GetValue(Language) == "zh", run.Parse.GetValue(All) ? int.MaxValue : UnitsShown);
            run.Terminal.Answers.Write(tree.Of(explanation));
        }

        return ExitStatus.Done;
    }
}
