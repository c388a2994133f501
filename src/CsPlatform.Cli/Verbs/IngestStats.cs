using System.CommandLine;
using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows what came in and what became of it, whether it adds up, and how far those are who follow.</summary>
internal static class IngestStats
{
    private const string Mark = "≠";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Option<string> From = Ask.Day("--from", "First day of receipt; without it today.", required: false);
    private static readonly Option<string> Until =
        Ask.Day("--until", "Day of receipt to stop before; without it tomorrow.", required: false);

    private static readonly Option<string> Source = new("--source") { Description = "Only this source.", HelpName = "SOURCE" };

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "stats",
        "Shows per day and source what was offered and what became of it, and how far the followers are. "
            + "Exit status 3 when it does not add up.",
        [From, Until, Source],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var request = new GetIntakeCountsRequest
        {
            FromDay = run.Parse.GetValue(From) ?? "",
            UntilDay = run.Parse.GetValue(Until) ?? "",
            Source = run.Parse.GetValue(Source) ?? "",
            WithTotals = true,
        };
        var answer = await run.Services.Ingestion
            .GetIntakeCountsAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        var rows = answer.Counts.Select(IntakeView.Of).ToList();
        var followers = await FollowersAsync(run).ConfigureAwait(false);
        var addsUp = rows.TrueForAll(row => row.Missing == 0)
            && (answer.Totals is null || answer.Totals.Accepted == answer.Totals.InFeed);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new
            {
                AddsUp = addsUp,
                Counts = rows,
                Totals = answer.Totals is { } totals ? new { totals.Accepted, totals.InFeed } : null,
                Followers = followers,
            });
        }
        else
        {
            Show(run.Terminal, rows, answer.Totals, followers);
        }

        if (!addsUp)
        {
            run.Terminal.Note(
                $"It does not add up where {Mark} stands.\nNext: ./cs verify feed proves what the feed holds; keep the service's log.");
        }

        return addsUp ? ExitStatus.Done : ExitStatus.Rejected;
    }

    private static async Task<List<FollowerView>> FollowersAsync(VerbRun run)
    {
        var services = ServiceName.All.Where(name => name != ServiceName.Ingestion && run.Services.AddressOf(name) is not null);
        return [.. (await Task.WhenAll(services.Select(name => FollowersOfAsync(run, name))).ConfigureAwait(false))
            .SelectMany(found => found)];
    }

    // A service that is down or of an earlier version must not keep anyone from seeing the counts.
    private static async Task<IReadOnlyList<FollowerView>> FollowersOfAsync(VerbRun run, string service)
    {
        try
        {
            var client = new FeedService.FeedServiceClient(run.Services.Channel(service));
            var deadline = TimeProvider.System.GetUtcNow().Add(Patience).UtcDateTime;
            var answer = await client.ListFollowersAsync(
                new ListFollowersRequest(), deadline: deadline, cancellationToken: run.Cancellation).ConfigureAwait(false);
            return [.. answer.Followers.Select(state => FollowerView.Of(service, state))];
        }
        catch (RpcException failure) when (!run.Cancellation.IsCancellationRequested)
        {
            return [FollowerView.Unknown(service, $"{ErrorText.Code(failure.StatusCode)}: {failure.Status.Detail}")];
        }
    }

    private static void Show(Terminal terminal, List<IntakeView> rows, IntakeTotals? totals, List<FollowerView> followers)
    {
        var table = new Table().AddColumns("day", "source", "offered", "accepted", "duplicate", "conflict", "rejected", "check");
        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Day),
                new Text(row.Source),
                Number(row.Offered),
                Number(row.Accepted),
                Number(row.Duplicate),
                Number(row.Conflict),
                Number(row.Rejected),
                Check(row.Missing));
        }

        terminal.Answers.Write(table);
        if (totals is not null)
        {
            var all = new Table().AddColumns("accepted in all", "events in the feed", "check");
            all.AddRow(Number(totals.Accepted), Number(totals.InFeed), Check(totals.Accepted - totals.InFeed));
            terminal.Answers.Write(all);
        }

        var lag = new Table().AddColumns("service", "follows", "records behind", "last delay", "poison open", "state");
        foreach (var follower in followers)
        {
            lag.AddRow(
                new Text(follower.Service),
                new Text(follower.Feed ?? "-"),
                follower.RecordsBehind is { } behind ? Number(behind) : new Text("-"),
                new Text(Delay(follower.LastDelaySeconds)),
                follower.PoisonOpen is { } open ? Number(open) : new Text("-"),
                new Text(follower.Fault ?? follower.Outage ?? "open"));
        }

        terminal.Answers.Write(lag);
    }

    private static Text Number(long value) => new(Wording.Count(value));

    private static Text Check(long missing) => new(missing == 0 ? "=" : $"{Mark} {missing.ToString("+#,0;-#,0", CultureInfo.InvariantCulture)}");

    private static string Delay(double? seconds)
        => seconds is { } delay ? $"{delay.ToString("0.###", CultureInfo.InvariantCulture)} s" : "-";
}
