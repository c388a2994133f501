using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows what happens, until it is interrupted.</summary>
internal static class WatchVerb
{
    private static readonly Option<string> Platform =
        new("--platform") { Description = "Only of this platform.", HelpName = "P" };

    private static readonly Option<string> Shop = Ask.Shop(required: false);
    private static readonly Option<string> Kind =
        new("--kind") { Description = $"Only this kind: {Wording.Words<ClockKind>()}.", HelpName = "K" };

    private static readonly Option<bool> Running = new("--running") { Description = "Show every clock that runs first." };

    public static Command Build(VerbFactory verbs)
    {
        var watch = new Command("watch", "Shows what happens as it happens, until Ctrl+C.");
        watch.Subcommands.Add(verbs.Verb(
            "clocks",
            "Shows clocks as they warn, ring and stop, one change a line. With --json each line is a document.",
            [Platform, Shop, Kind, Running],
            ClocksAsync));
        return watch;
    }

    private static async Task<int> ClocksAsync(VerbRun run)
    {
        var kind = run.Parse.GetValue(Kind);
        var request = new WatchClocksRequest
        {
            Platform = run.Parse.GetValue(Platform) ?? "",
            ShopId = run.Parse.GetValue(Shop) ?? "",
            Kind = kind is null ? ClockKind.Unspecified : KindOf(kind),
            WithRunning = run.Parse.GetValue(Running),
        };
        try
        {
            await WatchAsync(run, request).ConfigureAwait(false);
        }
        catch (Exception e) when (run.Cancellation.IsCancellationRequested
            && e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // This is how it ends.
        }

        return ExitStatus.Done;
    }

    private static async Task WatchAsync(VerbRun run, WatchClocksRequest request)
    {
        var output = run.Terminal.Output;
        if (!run.AsJson)
        {
            await output.WriteLineAsync(ClockLine.Head).ConfigureAwait(false);
        }

        using var call = run.Services.Clocks.WatchClocks(request, cancellationToken: run.Cancellation);
        while (await call.ResponseStream.MoveNext(run.Cancellation).ConfigureAwait(false))
        {
            var change = call.ResponseStream.Current;
            var line = new ClockLine(change);
            if (run.AsJson)
            {
                await output.WriteLineAsync(line.ToJson()).ConfigureAwait(false);
            }
            else if (change.Watching is { } watching)
            {
                run.Terminal.Note(request.WithRunning
                    ? $"{Wording.Count(watching.Running)} clocks run; watching since {Wording.At(watching.Now)}."
                    : $"Watching since {Wording.At(watching.Now)}.");
            }
            else
            {
                await output.WriteLineAsync(line.ToText(TimeProvider.System.GetUtcNow())).ConfigureAwait(false);
            }

            await output.FlushAsync(run.Cancellation).ConfigureAwait(false);
        }
    }

    private static ClockKind KindOf(string word) => Wording.FromWord<ClockKind>(word)
        ?? throw new CliException($"--kind \"{word}\" is none.\nNext: give one of {Wording.Words<ClockKind>()}.");
}
