using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Lists decisions, shows standings, records exams.</summary>
internal static class SanctionsVerb
{
    private const int PageSize = 5_000;
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> AnyShop = Ask.Shop(required: false);
    private static readonly Option<string> OneShop = Ask.Shop(required: true);
    private static readonly Option<string> Metric = new("--metric") { Description = "Only this metric.", HelpName = "M" };
    private static readonly Option<string> Kind =
        new("--kind") { Description = $"Only this kind: {Wording.Words<DecisionKind>()}.", HelpName = "K" };
    private static readonly Option<string> Case = new("--case")
    {
        Description = "The case that assigned the exam.",
        HelpName = "ID",
        Required = true,
    };

    private static readonly Option<string> Attempt = new("--attempt")
    {
        Description = "The exam system's id of the attempt.",
        HelpName = "ID",
        Required = true,
    };

    private static readonly Option<string> TakenOn = Ask.Day("--taken-on", "Day of the attempt.", required: true);
    private static readonly Option<bool> Passed = new("--passed") { Description = "It was passed; without this it was failed." };

    public static Command Build(VerbFactory verbs)
    {
        var sanctions = new Command("sanctions", "Decisions about shops, with their reasons.");
        sanctions.Subcommands.Add(verbs.Verb("list", "Lists decisions.", [Platform, AnyShop, Metric, Kind], ListAsync));
        sanctions.Subcommands.Add(verbs.Verb(
            "exam",
            "Records the result of an exam. The same attempt again changes nothing.",
            [Platform, OneShop, Case, Attempt, TakenOn, Passed],
            ExamAsync));
        return sanctions;
    }

    /// <summary>The verb "standing": asked for so often that it stands alone.</summary>
    public static Command Standing(VerbFactory verbs) =>
        verbs.Verb("standing", "Shows where a shop stands.", [Platform, OneShop], StandingAsync);

    /// <summary>Every page of a listing, and how many figures could not be judged.</summary>
    public static async Task<(List<Decision> Decisions, long PoisonOpen)> AllAsync(
        Services services, ListDecisionsRequest request, CancellationToken cancellation)
    {
        var decisions = new List<Decision>();
        var poison = 0L;
        request.PageSize = PageSize;
        request.WaitForFeed = true;
        do
        {
            var page = await services.Sanctions
                .ListDecisionsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            decisions.AddRange(page.Decisions);
            poison = page.PoisonOpen;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return (decisions, poison);
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var kind = run.Parse.GetValue(Kind);
        var request = new ListDecisionsRequest
        {
            Platform = run.Parse.GetRequiredValue(Platform),
            ShopId = run.Parse.GetValue(AnyShop) ?? "",
            MetricId = run.Parse.GetValue(Metric) ?? "",
            Kind = kind is null ? DecisionKind.Unspecified : KindOf(kind),
        };
        var (decisions, poison) = await AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, decisions.Select(DecisionView.Of));
        }
        else
        {
            run.Terminal.Answers.Write(DecisionTable.Of(decisions));
            run.Terminal.Answers.Write(DecisionTable.Rules(decisions));
            run.Terminal.Note($"{Wording.Count(decisions.Count)} decisions.");
        }

        PoisonNote.Write(run.Terminal, poison, ServiceName.Sanctions);

        return ExitStatus.Done;
    }

    private static async Task<int> StandingAsync(VerbRun run)
    {
        var shop = ShopOf(run);
        var answer = await run.Services.Sanctions
            .GetStandingAsync(new GetStandingRequest { Shop = shop }, cancellationToken: run.Cancellation)
            .ConfigureAwait(false);
        var metrics = answer.Metrics.Select(StandingView.Of).ToArray();
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { shop.Platform, Shop = shop.ShopId, Metrics = metrics });
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("metric", "state", "case", "until", "cycle start", "penalties by month");
        foreach (var metric in metrics)
        {
            var quotas = string.Join(", ", metric.Quotas.Select(quota => $"{quota.Month}: {quota.Used}"));
            table.AddRow(
                Markup.Escape(metric.Metric),
                metric.State,
                Markup.Escape(metric.CaseId ?? "-"),
                metric.Until ?? "-",
                metric.CycleStart ?? "-",
                quotas);
        }

        run.Terminal.Answers.Write(table);
        return ExitStatus.Done;
    }

    private static async Task<int> ExamAsync(VerbRun run)
    {
        var request = new RecordExamResultRequest
        {
            Shop = ShopOf(run),
            CaseId = run.Parse.GetRequiredValue(Case),
            AttemptId = run.Parse.GetRequiredValue(Attempt),
            TakenOn = run.Parse.GetRequiredValue(TakenOn),
            Passed = run.Parse.GetValue(Passed),
        };
        var answer = await run.Services.Sanctions
            .RecordExamResultAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(
                run.Terminal.Output, new { Decision = answer.Decision is { } d ? DecisionView.Of(d) : null, answer.Explanation });
        }
        else
        {
            run.Terminal.Answers.WriteLine(answer.Explanation);
        }

        return ExitStatus.Done;
    }

    private static DecisionKind KindOf(string word) => Wording.FromWord<DecisionKind>(word)
        ?? throw new CliException(
            $"--kind {word} is none of {Wording.Words<DecisionKind>()}.\nNext: name one of them, or leave it out.");

    private static ShopKey ShopOf(VerbRun run) =>
        new() { Platform = run.Parse.GetRequiredValue(Platform), ShopId = run.Parse.GetRequiredValue(OneShop) };
}
