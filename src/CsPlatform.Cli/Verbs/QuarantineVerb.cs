using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Ingestion.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Lists, shows and offers anew what was not accepted.</summary>
internal static class QuarantineVerb
{
    private const int FewItems = 100;
    private const int FewCharacters = 160;

    private static readonly Option<bool> All =
        new("--all") { Description = $"Every item, not only the newest {FewItems}." };

    private static readonly Argument<string> Id = new("id") { Description = "The item's id, as list tells it.", HelpName = "ID" };
    private static readonly Option<bool> WithText = new("--text") { Description = "Show what people wrote, too." };

    public static Command Build(VerbFactory verbs)
    {
        var quarantine = new Command("quarantine", "Items that were not accepted: faulty ones and conflicts.");
        quarantine.Subcommands.Add(verbs.Verb("list", "Lists items, newest first.", [.. QuarantineFilters.All, All], ListAsync));
        quarantine.Subcommands.Add(verbs.Verb("show", "Shows an item with its content.", [Id, WithText], ShowAsync));
        quarantine.Subcommands.Add(QuarantineRedrive.Build(verbs));
        return quarantine;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var request = QuarantineFilters.Read(run.Parse);
        var isAll = run.Parse.GetValue(All);
        request.PageSize = isAll ? request.PageSize : FewItems;
        var items = new List<QuarantinedItem>();
        await foreach (var page in QuarantineFilters.PagesAsync(run, request).ConfigureAwait(false))
        {
            items.AddRange(page);
            if (!isAll)
            {
                break;
            }
        }

        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, items.Select(QuarantineView.Of));
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("id", "last received", "times", "source", "shop", "event", "state", "cause");
        foreach (var item in items)
        {
            table.AddRow(
                new Text(item.Id),
                new Text(Wording.At(item.LastReceivedAt) ?? "-"),
                new Text(Wording.Count(item.Times)),
                new Text(item.Source),
                new Text($"{item.Platform}/{item.ShopId}"),
                new Text(item.EventId),
                new Text(StateOf(item)),
                new Text($"{Wording.Word(item.Outcome)}: {Short(item.Cause)}"));
        }

        run.Terminal.Answers.Write(table);
        run.Terminal.Note($"{Wording.Count(items.Count)} items{(request.PageToken.Length > 0 && !isAll ? "; more with --all" : "")}.");
        return ExitStatus.Done;
    }

    private static async Task<int> ShowAsync(VerbRun run)
    {
        var id = run.Parse.GetRequiredValue(Id);
        var answer = await run.Services.Ingestion
            .ListQuarantineAsync(new ListQuarantineRequest { Id = id }, cancellationToken: run.Cancellation).ConfigureAwait(false);
        var item = answer.Items.Count == 1
            ? answer.Items[0]
            : throw new CliException($"{id} is not in quarantine.\nNext: ./cs quarantine list --state any tells what is.");
        var withText = run.Parse.GetValue(WithText);
        var decoded = EventText.Decode(item);
        if (run.AsJson)
        {
            using var document = decoded is null ? null : System.Text.Json.JsonDocument.Parse(EventText.Json(decoded, withText));
            Json.Write(run.Terminal.Output, new
            {
                Item = QuarantineView.Of(item),
                Event = document?.RootElement,
                Hex = decoded is null ? EventText.Hex(item.Content.Memory, withText) : null,
            });
            return ExitStatus.Done;
        }

        var table = new Table { ShowHeaders = false }.AddColumns("", "");
        AddRows(table, item);
        run.Terminal.Answers.Write(table);
        run.Terminal.Output.WriteLine(
            decoded is null ? EventText.Hex(item.Content.Memory, withText) : EventText.Json(decoded, withText));
        return ExitStatus.Done;
    }

    private static void AddRows(Table table, QuarantinedItem item)
    {
        Row("id", item.Id);
        Row("outcome", Wording.Word(item.Outcome));
        Row("cause", item.Cause);
        Row("source", item.Source);
        Row("event", item.EventId);
        Row("shop", $"{item.Platform}/{item.ShopId}");
        Row("bytes", item.IsCutOff
            ? $"{Wording.Count(item.Content.Length)} kept of {Wording.Count(item.ContentSize)}: it cannot be offered anew"
            : Wording.Count(item.ContentSize));
        Row("came", $"{Wording.Count(item.Times)} times, {Wording.At(item.FirstReceivedAt)} to {Wording.At(item.LastReceivedAt)}");
        Row("state", StateOf(item));

        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }

    private static string StateOf(QuarantinedItem item) => item.State is QuarantineState.Redriven
        ? $"redriven {Wording.At(item.RedrivenAt)}"
        : Wording.Word(item.State) + (item.IsCutOff ? ", cut off" : "");

    private static string Short(string cause) => cause.Length <= FewCharacters ? cause : $"{cause[..FewCharacters]}…";
}
