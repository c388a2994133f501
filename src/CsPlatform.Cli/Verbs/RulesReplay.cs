using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rules;
using CsPlatform.Cli.Views;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using Grpc.Core;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Replays a draft over the stack's figures.</summary>
internal static class RulesReplay
{
    private static readonly Argument<string> Draft = new("FILE") { Description = "The draft: a rulebook file." };
    private static readonly Option<int> Days = new("--days")
    {
        Description = "Days of evaluation to look back.", HelpName = "N", DefaultValueFactory = _ => 90,
    };

    private static readonly Option<string> Until = Ask.Day("--until", "Last day of evaluation [default: the last there is].", required: false);

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "replay",
        "Says what a draft would have done: every shop's course under it and under the rules in force. The same draft over the same figures "
            + "gives the same report and hash. Needs a running stack.",
        [Draft, Days, Until, RulebookSource.Folder],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var faults = new List<RulebookFault>();
        var text = RulebookFiles.Read(run.Parse.GetRequiredValue(Draft), faults)?.Json ?? throw new RulebookFaultException(faults);
        var request = new ReplayDraftRequest
        {
            DraftJson = text, Days = run.Parse.GetValue(Days), Until = run.Parse.GetValue(Until) ?? "",
        };
        var report = await AskAsync(run, request).ConfigureAwait(false);
        var live = RulebookSource.Load(run.Parse).Versions(report.Platform)
            .FirstOrDefault(rulebook => $"{rulebook.Version:R}" == report.LiveVersions.LastOrDefault());
        var differences = live is null ? [] : RulebookDiff.Of(RulebookSource.Load(run.Parse).FileOf(live).Json, text);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, ReplayView.Of(report, differences));
        }
        else
        {
            ReplayView.Show(run.Terminal, report, differences);
        }

        return ExitStatus.Done;
    }

    private static async Task<ReplayReport> AskAsync(VerbRun run, ReplayDraftRequest request)
    {
        using var call = run.Services.Replays.ReplayDraft(request, cancellationToken: run.Cancellation);
        await foreach (var message in call.ResponseStream.ReadAllAsync(run.Cancellation).ConfigureAwait(false))
        {
            if (message.Report is { } report)
            {
                return report;
            }

            if (run.ShowsProgress)
            {
                run.Terminal.Notes.MarkupLineInterpolated($"{message.LadderId}: {Wording.Count(message.Figures)} figures played");
            }
        }

        throw new CliException("Sanctions ended the replay without a report.\nNext: ./cs health, then once more.");
    }
}
