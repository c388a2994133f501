using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Metrics.V1;
using Grpc.Core;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Closes days on command.</summary>
internal static class CloseVerb
{
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> Through =
        Ask.Day("--through", "The last day to close; it must have ended.", required: true);

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "close",
        "Closes days, in order, and publishes their figures. Days that are closed already are passed over.",
        [Platform, Through],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var platform = run.Parse.GetRequiredValue(Platform);
        var through = run.Parse.GetRequiredValue(Through);
        var last = run.ShowsProgress
            ? await WithBarAsync(run, platform, through).ConfigureAwait(false)
            : await CloseAsync(run, platform, through, _ => { }).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { Platform = platform, Through = through, last.FiguresClosed, last.PoisonOpen });
        }
        else
        {
            run.Terminal.Answers.WriteLine(
                $"{platform}: closed through {through}; {Wording.Count(last.FiguresClosed)} figures published by this call.");
        }

        PoisonNote.Write(run.Terminal, last.PoisonOpen, ServiceName.Metrics);

        return ExitStatus.Done;
    }

    /// <summary>Closes, tells each progress, and returns the last message.</summary>
    /// <exception cref="CliException">The stream ended without its last message.</exception>
    public static async Task<CloseDaysResponse> CloseAsync(
        VerbRun run, string platform, string through, Action<CloseDaysResponse> onProgress)
    {
        var request = new CloseDaysRequest { Platform = platform, Through = through };
        using var call = run.Services.Metrics.CloseDays(request, cancellationToken: run.Cancellation);
        var last = new CloseDaysResponse();
        while (await call.ResponseStream.MoveNext(run.Cancellation).ConfigureAwait(false))
        {
            last = call.ResponseStream.Current;
            onProgress(last);
        }

        return last.Done
            ? last
            : throw new CliException(
                "The closing was cut off before its end.\nNext: call again; days that are closed stay closed.");
    }

    private static async Task<CloseDaysResponse> WithBarAsync(VerbRun run, string platform, string through)
    {
        var progress = run.Terminal.Notes.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var bar = context.AddTask("closing", maxValue: 1);
            return CloseAsync(run, platform, through, step =>
            {
                bar.MaxValue = Math.Max(1, step.PartitionsTotal);
                bar.Value = step.PartitionsDone;
                bar.Description = $"{Wording.Count(step.FiguresClosed)} figures";
            });
        }).ConfigureAwait(false);
    }
}
