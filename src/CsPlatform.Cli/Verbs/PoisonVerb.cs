using System.CommandLine;
using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Lists the records that services could not apply, and applies them again.</summary>
internal static class PoisonVerb
{
    private const int PageSize = 1000;
    private static readonly string[] Following = [.. ServiceName.All.Except([ServiceName.Ingestion])];
    private static readonly Option<string> Service = ServiceOption(
        required: false, $"Only of this service: {string.Join(", ", Following)} [default: all].");
    private static readonly Option<string> OneService = ServiceOption(
        required: true, $"The service that applies them: {string.Join(", ", Following)}.");
    private static readonly Option<bool> Applied = new("--applied") { Description = "Those that a retry applied, too." };
    private static readonly Option<string[]> Records = new("--record")
    {
        Description = "Only this record, as list names it (FEED:PARTITION:POSITION); may be given several times [default: all that are open].",
        HelpName = "KEY",
    };

    public static Command Build(VerbFactory verbs)
    {
        var poison = new Command("poison", "Records that a service could not apply and passed over.");
        poison.Subcommands.Add(verbs.Verb("list", "Lists them, oldest first.", [Service, Applied], ListAsync));
        poison.Subcommands.Add(verbs.Verb(
            "retry", "Applies them again, after the cause was mended; each by itself, and never twice.", [OneService, Records], RetryAsync));
        return poison;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        string[] services = run.Parse.GetValue(Service) is { } one ? [one] : Following;
        var state = run.Parse.GetValue(Applied) ? PoisonState.Unspecified : PoisonState.Open;
        var found = new List<PoisonView>();
        foreach (var service in services)
        {
            var records = await AllAsync(run, service, state).ConfigureAwait(false);
            found.AddRange(records.Select(record => PoisonView.Of(service, record)));
        }

        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, found);
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("service", "record", "state", "tries", "passed over", "cause");
        foreach (var view in found)
        {
            table.AddRow(
                view.Service, Markup.Escape(view.Record), view.State, $"{view.Attempts}", view.PassedOverAt ?? "-", Markup.Escape(view.Cause));
        }

        run.Terminal.Answers.Write(table);
        run.Terminal.Note($"{Wording.Count(found.Count)} records.");
        return ExitStatus.Done;
    }

    private static async Task<int> RetryAsync(VerbRun run)
    {
        var service = run.Parse.GetRequiredValue(OneService);
        var named = run.Parse.GetValue(Records) ?? [];
        var keys = named.Length > 0
            ? [.. named.Select(Key)]
            : (await AllAsync(run, service, PoisonState.Open).ConfigureAwait(false)).ConvertAll(record => record.Key);
        var client = Client(run, service);
        var results = new List<RetryResult>();
        foreach (var some in keys.Chunk(PageSize))
        {
            var request = new RetryPoisonRecordsRequest { Keys = { some } };
            var answer = await client.RetryPoisonRecordsAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
            results.AddRange(answer.Results);
        }

        var left = results.Where(result => !result.IsApplied).ToList();
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, results.Select(result => new
            {
                Record = PoisonView.Name(result.Key),
                result.IsApplied,
                Cause = Wording.OrNull(result.Cause),
            }));
        }
        else
        {
            run.Terminal.Answers.WriteLine($"{Wording.Count(results.Count - left.Count)} of {Wording.Count(results.Count)} records applied.");
            left.ForEach(result => run.Terminal.Note($"{PoisonView.Name(result.Key)}: {result.Cause}"));
        }

        return left.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static async Task<List<PoisonRecord>> AllAsync(VerbRun run, string service, PoisonState state)
    {
        var client = Client(run, service);
        var request = new ListPoisonRecordsRequest { State = state, PageSize = PageSize };
        var records = new List<PoisonRecord>();
        do
        {
            var page = await client.ListPoisonRecordsAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
            records.AddRange(page.Records);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return records;
    }

    private static FeedService.FeedServiceClient Client(VerbRun run, string service) => new(run.Services.Channel(service));

    private static RecordKey Key(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new RecordKey { Feed = parts[0], Partition = partition, Position = position }
            : throw new CliException(
                $"--record \"{text}\" is no record.\nNext: give it as ./cs poison list shows it, such as ingestion:17:203.");
    }

    private static Option<string> ServiceOption(bool required, string description)
    {
        var option = new Option<string>("--service") { Description = description, HelpName = "S", Required = required };
        option.AcceptOnlyFromAmong(Following);
        return option;
    }
}
