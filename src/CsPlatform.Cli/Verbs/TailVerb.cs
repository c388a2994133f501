using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows events as they are accepted, until it is interrupted.</summary>
internal static class TailVerb
{
    private static readonly Option<string[]> Platforms =
        new("--platform") { Description = "Only of this platform; may be given several times.", HelpName = "P" };
    private static readonly Option<string> Shop = Ask.Shop(required: false);
    private static readonly Option<string[]> Kinds =
        new("--kind") { Description = "Only of this kind, such as message_sent; may be given several times.", HelpName = "K" };
    private static readonly Option<string> From = new("--from")
    {
        Description = "START, END, or positions to go on behind, as PARTITION:POSITION,…; then only of these partitions.",
        HelpName = "WHERE",
        DefaultValueFactory = _ => TailStart.End,
    };

    private static readonly Option<bool> Text = new("--text") { Description = "Show the texts that people wrote, too." };

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "tail",
        "Shows events as they are accepted, one a line, until Ctrl+C. With --json each line is a document.",
        [Platforms, Shop, Kinds, From, Text],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var request = new FollowEventsRequest();
        request.Platforms.AddRange(run.Parse.GetValue(Platforms) ?? []);
        request.Kinds.AddRange(run.Parse.GetValue(Kinds) ?? []);
        try
        {
            request.After.AddRange(
                await TailStart.ReadAsync(run.Services.Ingestion, run.Parse.GetRequiredValue(From), run.Cancellation).ConfigureAwait(false));
            await FollowAsync(run, request).ConfigureAwait(false);
        }
        catch (Exception e) when (run.Cancellation.IsCancellationRequested
            && e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // This is how it ends.
        }

        return ExitStatus.Done;
    }

    private static async Task FollowAsync(VerbRun run, FollowEventsRequest request)
    {
        var (shop, withText) = (run.Parse.GetValue(Shop), run.Parse.GetValue(Text));
        using var call = run.Services.Ingestion.FollowEvents(request, cancellationToken: run.Cancellation);
        while (await call.ResponseStream.MoveNext(run.Cancellation).ConfigureAwait(false))
        {
            var answer = call.ResponseStream.Current;
            foreach (var record in answer.Records.Where(record => shop is null || record.Event.Shop.ShopId == shop))
            {
                var line = new TailLine(answer.Partition, record, withText);
                await run.Terminal.Output.WriteLineAsync(run.AsJson ? line.ToJson() : line.ToText()).ConfigureAwait(false);
            }

            await run.Terminal.Output.FlushAsync(run.Cancellation).ConfigureAwait(false);
        }
    }
}
