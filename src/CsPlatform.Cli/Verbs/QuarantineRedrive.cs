using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Ingestion.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Offers items of the quarantine anew.</summary>
internal static class QuarantineRedrive
{
    private const int IdsOfRequest = 1_000;
    private const int MostRowsShown = 100;

    private static readonly Argument<string[]> Ids = new("id")
    {
        Description = "The items' ids, as list tells them.",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> All =
        new("--all") { Description = "All that the filters choose, instead of ids; without filters all that is open." };

    private static readonly Option<bool> DryRun =
        new("--dry-run") { Description = "Only tell what would become of them; nothing changes." };

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "redrive",
        "Offers items anew, oldest first, after their cause was mended. What is stored already stays stored once. "
            + "Exit status 3 when an item is refused again.",
        [Ids, All, .. QuarantineFilters.All, DryRun],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var ids = await ChooseAsync(run).ConfigureAwait(false);
        var isDry = run.Parse.GetValue(DryRun);
        var results = new List<RedriveResult>();
        foreach (var share in ids.Chunk(IdsOfRequest))
        {
            var answer = await run.Services.Ingestion.RedriveQuarantineAsync(
                new RedriveQuarantineRequest { Ids = { share }, DryRun = isDry }, cancellationToken: run.Cancellation)
                .ConfigureAwait(false);
            results.AddRange(answer.Results);
        }

        var refused = results.Where(result => !IsStored(result)).ToList();
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new
            {
                DryRun = isDry,
                Offered = results.Count,
                Accepted = Count(results, ItemOutcome.Accepted),
                Duplicate = Count(results, ItemOutcome.Duplicate),
                Conflict = Count(results, ItemOutcome.Conflict),
                Rejected = Count(results, ItemOutcome.Rejected),
                NotOffered = results.Count(result => result.Result is null),
                Items = results.Select(RedriveView.Of),
            });
        }
        else
        {
            Show(run.Terminal, results, refused, isDry);
        }

        return refused.Count == 0 ? ExitStatus.Done : ExitStatus.Rejected;
    }

    // Oldest first, because shares of a thousand are stored one after another.
    private static async Task<IReadOnlyList<string>> ChooseAsync(VerbRun run)
    {
        var ids = run.Parse.GetValue(Ids) ?? [];
        var isAll = run.Parse.GetValue(All);
        if (ids.Length > 0 == isAll || (!isAll && QuarantineFilters.AreGiven(run.Parse)))
        {
            throw new CliException(
                "Either ids or --all says what to offer; filters go with --all.\n"
                    + "Next: ./cs quarantine list tells ids; ./cs quarantine redrive --all --dry-run tells what would become of all.");
        }

        if (!isAll)
        {
            return ids;
        }

        var chosen = new List<(string Id, DateTimeOffset At, int Index)>();
        await foreach (var page in QuarantineFilters.PagesAsync(run, QuarantineFilters.Read(run.Parse)).ConfigureAwait(false))
        {
            chosen.AddRange(page.Where(item => !item.IsCutOff)
                .Select(item => (item.Id, item.FirstReceivedAt.ToDateTimeOffset(), item.BatchIndex)));
        }

        return [.. chosen.DistinctBy(item => item.Id).OrderBy(item => item.At).ThenBy(item => item.Index).Select(item => item.Id)];
    }

    private static bool IsStored(RedriveResult result)
        => result.Result?.Outcome is ItemOutcome.Accepted or ItemOutcome.Duplicate;

    private static int Count(List<RedriveResult> results, ItemOutcome outcome)
        => results.Count(result => result.Result?.Outcome == outcome);

    private static void Show(Terminal terminal, List<RedriveResult> results, List<RedriveResult> refused, bool isDry)
    {
        if (refused.Count > 0)
        {
            var table = new Table().AddColumns("id", "outcome", "why");
            foreach (var item in refused.Take(MostRowsShown).Select(RedriveView.Of))
            {
                table.AddRow(new Text(item.Id), new Text(item.Outcome ?? "not offered"), new Text(item.Why ?? "-"));
            }

            terminal.Answers.Write(table);
            if (refused.Count > MostRowsShown)
            {
                terminal.Note($"{Wording.Count(refused.Count - MostRowsShown)} more are refused; --json tells all.");
            }
        }

        var would = isDry ? "would be " : "";
        terminal.Answers.WriteLine(
            $"{Wording.Count(results.Count)} offered{(isDry ? " for trial" : "")}: "
            + $"{Wording.Count(Count(results, ItemOutcome.Accepted))} {would}accepted, "
            + $"{Wording.Count(Count(results, ItemOutcome.Duplicate))} stored before, "
            + $"{Wording.Count(Count(results, ItemOutcome.Conflict))} in conflict, "
            + $"{Wording.Count(Count(results, ItemOutcome.Rejected))} rejected, "
            + $"{Wording.Count(results.Count(result => result.Result is null))} not offered.");
    }
}
