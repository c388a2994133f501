using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows cases, and prints statements of reasons.</summary>
internal static class CaseVerb
{
    private const int PageSize = 5_000;
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> AnyShop = Ask.Shop(required: false);
    private static readonly Option<string> OneShop = Ask.Shop(required: true);
    private static readonly Option<string> Progress = new("--progress")
    {
        Description = $"Only those: {Wording.Words<CaseProgress>()}.", HelpName = "P",
    };

    private static readonly Option<string> Case = new("--case") { Description = "The case's id.", HelpName = "ID", Required = true };
    private static readonly Option<string> Decision = new("--decision")
    {
        Description = "The decision's id (./cs sanctions list).", HelpName = "ID", Required = true,
    };

    private static readonly Option<string> Language = new("--lang")
    {
        Description = "Language: zh or en [default: both, Chinese first].", HelpName = "LANG",
    };

    public static Command Build(VerbFactory verbs)
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        var cases = new Command("case", "Cases: the course of a ladder for a shop, from the penalty that opened it to its end.");
        cases.Subcommands.Add(verbs.Verb("list", "Lists cases.", [Platform, AnyShop, Progress], ListAsync));
        cases.Subcommands.Add(verbs.Verb("show", "Shows a case: its decisions, what runs, and until when.", [Platform, OneShop, Case], ShowAsync));
        cases.Subcommands.Add(verbs.Verb(
            "reasons",
            "Prints the statement of reasons of a decision, the same to the byte whenever it is asked for.",
            [Platform, OneShop, Decision, Language],
            ReasonsAsync));
        return cases;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var word = run.Parse.GetValue(Progress);
        var request = new ListCasesRequest
        {
            Platform = run.Parse.GetRequiredValue(Platform),
            ShopId = run.Parse.GetValue(AnyShop) ?? "",
            Progress = word is null ? CaseProgress.Unspecified : Wording.FromWord<CaseProgress>(word) ?? throw new CliException(
                $"--progress {word} is none of {Wording.Words<CaseProgress>()}.\nNext: name one of them, or leave it out."),
            PageSize = PageSize,
        };
        var cases = new List<Case>();
        do
        {
            var page = await run.Services.Cases.ListCasesAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
            cases.AddRange(page.Cases);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, cases.Select(CaseView.Of));
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("shop", "case", "progress", "opened", "ended", "decisions");
        foreach (var one in cases)
        {
            table.AddRow(
                Markup.Escape(one.Shop.ShopId), Markup.Escape(one.CaseId), Wording.Word(one.Progress), one.OpenedOn,
                one.EndedOn.Length > 0 ? one.EndedOn : "-", Wording.Count(one.Decisions));
        }

        run.Terminal.Answers.Write(table);
        run.Terminal.Note($"{Wording.Count(cases.Count)} cases.");
        return ExitStatus.Done;
    }

    private static async Task<int> ShowAsync(VerbRun run)
    {
        var request = new GetCaseRequest { Shop = ShopOf(run), CaseId = run.Parse.GetRequiredValue(Case) };
        var answer = await run.Services.Cases.GetCaseAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, CaseView.Of(answer));
            return ExitStatus.Done;
        }

        run.Terminal.Answers.Write(DecisionTable.Of(answer.Decisions));
        var table = new Table().AddColumns("deadline", "ends before", "decision");
        foreach (var deadline in answer.Deadlines)
        {
            table.AddRow(Wording.Word(deadline.Kind), deadline.EndsBefore, Markup.Escape(deadline.DecisionId));
        }

        run.Terminal.Answers.Write(table);
        run.Terminal.Output.WriteLine($"{answer.Case.CaseId}: {Wording.Word(answer.Case.Progress)}, opened {answer.Case.OpenedOn}.");
        return ExitStatus.Done;
    }

    private static async Task<int> ReasonsAsync(VerbRun run)
    {
        var answer = await ExplainVerb.AskAsync(run, ShopOf(run), run.Parse.GetRequiredValue(Decision)).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, CaseView.Of(answer));
            return ExitStatus.Done;
        }

        // The very bytes: nothing wraps or colours them.
        var language = run.Parse.GetValue(Language);
        run.Terminal.Output.Write(language switch
        {
            "zh" => answer.StatementZh,
            "en" => answer.StatementEn,
            _ => answer.StatementZh + "\n" + answer.StatementEn,
        });
        return ExitStatus.Done;
    }

    private static ShopKey ShopOf(VerbRun run) =>
        new() { Platform = run.Parse.GetRequiredValue(Platform), ShopId = run.Parse.GetRequiredValue(OneShop) };
}
