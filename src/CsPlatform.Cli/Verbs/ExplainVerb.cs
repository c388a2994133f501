using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
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

    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> Shop = Ask.Shop(required: true);
    private static readonly Option<string> Decision = new("--decision")
    {
        Description = "The decision's id (./cs sanctions list).", HelpName = "ID", Required = true,
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
        explain.Subcommands.Add(verbs.Verb(
            "decision",
            "Opens a decision: what was found under which rule, what would have avoided it, and the messages behind it.",
            [Platform, Shop, Decision, Language, All],
            DecisionAsync));
        return explain;
    }

    /// <summary>Why a decision was taken.</summary>
    public static async Task<ExplainDecisionResponse> AskAsync(VerbRun run, ShopKey shop, string decision) =>
        await run.Services.Cases.ExplainDecisionAsync(
            new ExplainDecisionRequest { Shop = shop, DecisionId = decision }, cancellationToken: run.Cancellation).ConfigureAwait(false);

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

    private static async Task<int> DecisionAsync(VerbRun run)
    {
        var shop = new ShopKey { Platform = run.Parse.GetRequiredValue(Platform), ShopId = run.Parse.GetRequiredValue(Shop) };
        var answer = await AskAsync(run, shop, run.Parse.GetRequiredValue(Decision)).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, CaseView.Of(answer));
        }
        else
        {
            var tree = new DecisionTree(run.Parse.GetValue(Language) == "zh", run.Parse.GetValue(All) ? int.MaxValue : UnitsShown);
            run.Terminal.Answers.Write(tree.Of(answer));
        }

        return ExitStatus.Done;
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
