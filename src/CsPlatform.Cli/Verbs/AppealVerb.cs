using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Files appeals, shows them and decides on them.</summary>
internal static class AppealVerb
{
    private const int PageSize = 1_000;
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> OneShop = Ask.Shop(required: true);
    private static readonly Option<string> AnyShop = Ask.Shop(required: false);
    private static readonly Option<string> Id = Required("--id", "The appeal's id, chosen by whoever files it.");
    private static readonly Option<string> Decision = Required("--decision", "The decision (./cs sanctions list).");
    private static readonly Option<string> Actor = Required("--actor", "Who does it.");
    private static readonly Option<string> Text = Required("--text", "What the merchant says.");
    private static readonly Option<string> Reason = Required("--reason", "Why, in the reviewer's words.");
    private static readonly Option<string[]> Exclude = new("--exclude")
    {
        Description = "A consultation to leave out, as CONSULTATION=REASON: spam, outage, malicious or appeal. May be repeated.",
        HelpName = "C=R",
    };

    private static readonly Option<string> Log = new("--log")
    {
        Description = "The merchant's own log: CSV with consultation_id,role,sent_at.", HelpName = "FILE",
    };

    private static readonly Option<string> Outcome = Required("--outcome", "upheld, upheld_in_part or rejected.");
    private static readonly Option<string[]> Accept = new("--accept")
    {
        Description = "A consultation whose exclusion is accepted, with upheld_in_part. May be repeated.", HelpName = "C",
    };

    private static readonly Option<string> State = new("--state") { Description = $"Only those: {Wording.Words<AppealState>()}.", HelpName = "S" };

    public static Command Build(VerbFactory verbs)
    {
        var appeal = new Command("appeal", "Appeals against decisions.");
        appeal.Subcommands.Add(verbs.Verb(
            "file", "Files an appeal. The same again changes nothing.", [Platform, OneShop, Id, Decision, Actor, Text, Exclude, Log], FileAsync));
        appeal.Subcommands.Add(verbs.Verb("show", "Shows an appeal and every act on it.", [Platform, OneShop, Id], ShowAsync));
        appeal.Subcommands.Add(verbs.Verb("list", "Lists appeals.", [Platform, AnyShop, State], ListAsync));
        appeal.Subcommands.Add(verbs.Verb(
            "decide",
            "Decides on an appeal: upheld sets the decision aside, upheld_in_part leaves the accepted consultations out.",
            [Platform, OneShop, Id, Actor, Outcome, Reason, Accept],
            DecideAsync));
        appeal.Subcommands.Add(verbs.Verb("withdraw", "Takes an appeal back.", [Platform, OneShop, Id, Actor], WithdrawAsync));
        return appeal;
    }

    private static async Task<int> FileAsync(VerbRun run)
    {
        var request = new FileAppealRequest
        {
            Shop = ShopOf(run),
            AppealId = run.Parse.GetRequiredValue(Id),
            DecisionId = run.Parse.GetRequiredValue(Decision),
            FiledBy = run.Parse.GetRequiredValue(Actor),
            Text = run.Parse.GetRequiredValue(Text),
            LogCsv = run.Parse.GetValue(Log) is { } path ? await ReadAsync(path, run.Cancellation).ConfigureAwait(false) : "",
        };
        request.Exclusions.AddRange((run.Parse.GetValue(Exclude) ?? []).Select(ExclusionOf));
        var answer = await run.Services.Appeals.FileAppealAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        return Show(run, answer.Appeal);
    }

    private static async Task<int> ShowAsync(VerbRun run)
    {
        var request = new GetAppealRequest { Shop = ShopOf(run), AppealId = run.Parse.GetRequiredValue(Id) };
        var answer = await run.Services.Appeals.GetAppealAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, AppealView.Of(answer));
            return ExitStatus.Done;
        }

        run.Terminal.Answers.Write(AppealView.Table([answer.Appeal]));
        foreach (var act in answer.Acts)
        {
            run.Terminal.Output.WriteLine($"{Wording.At(act.At)} {act.Kind} {act.Actor}");
        }

        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var word = run.Parse.GetValue(State);
        var request = new ListAppealsRequest
        {
            Platform = run.Parse.GetRequiredValue(Platform),
            ShopId = run.Parse.GetValue(AnyShop) ?? "",
            State = word is null ? AppealState.Unspecified : StateOf("--state", word),
            PageSize = PageSize,
        };
        var appeals = new List<Appeal>();
        do
        {
            var page = await run.Services.Appeals.ListAppealsAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
            appeals.AddRange(page.Appeals);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, appeals.Select(AppealView.Of));
        }
        else
        {
            run.Terminal.Answers.Write(AppealView.Table(appeals));
            run.Terminal.Note($"{Wording.Count(appeals.Count)} appeals.");
        }

        return ExitStatus.Done;
    }

    private static async Task<int> DecideAsync(VerbRun run)
    {
        var request = new DecideAppealRequest
        {
            Shop = ShopOf(run),
            AppealId = run.Parse.GetRequiredValue(Id),
            Reviewer = run.Parse.GetRequiredValue(Actor),
            Outcome = StateOf("--outcome", run.Parse.GetRequiredValue(Outcome)),
            Reason = run.Parse.GetRequiredValue(Reason),
        };
        request.AcceptedConsultationIds.AddRange(run.Parse.GetValue(Accept) ?? []);
        var answer = await run.Services.Appeals.DecideAppealAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { Appeal = AppealView.Of(answer.Appeal), Decisions = answer.Decisions.Select(DecisionView.Of) });
            return ExitStatus.Done;
        }

        run.Terminal.Answers.Write(AppealView.Table([answer.Appeal]));
        if (answer.Decisions.Count > 0)
        {
            run.Terminal.Answers.Write(DecisionTable.Of(answer.Decisions));
        }

        return ExitStatus.Done;
    }

    private static async Task<int> WithdrawAsync(VerbRun run)
    {
        var request = new WithdrawAppealRequest
        {
            Shop = ShopOf(run), AppealId = run.Parse.GetRequiredValue(Id), Actor = run.Parse.GetRequiredValue(Actor),
        };
        var answer = await run.Services.Appeals.WithdrawAppealAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        return Show(run, answer.Appeal);
    }

    private static int Show(VerbRun run, Appeal appeal)
    {
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, AppealView.Of(appeal));
        }
        else
        {
            run.Terminal.Answers.Write(AppealView.Table([appeal]));
        }

        return ExitStatus.Done;
    }

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, HelpName = name[2..].ToUpperInvariant(), Required = true };

    private static AppealedExclusion ExclusionOf(string text)
    {
        var cut = text.LastIndexOf('=');
        return cut > 0 && Wording.FromWord<ExclusionReason>(text[(cut + 1)..]) is { } reason
            ? new AppealedExclusion { ConsultationId = text[..cut], Reason = reason }
            : throw new CliException($"--exclude {text} is no CONSULTATION=REASON.\nNext: name one of {Wording.Words<ExclusionReason>()}.");
    }

    private static AppealState StateOf(string option, string word) => Wording.FromWord<AppealState>(word)
        ?? throw new CliException($"{option} {word} is none of {Wording.Words<AppealState>()}.\nNext: name one of them.");

    private static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path} cannot be read: {e.Message}\nNext: give the file of the merchant's log.");
        }
    }

    private static ShopKey ShopOf(VerbRun run) =>
        new() { Platform = run.Parse.GetRequiredValue(Platform), ShopId = run.Parse.GetRequiredValue(OneShop) };
}
