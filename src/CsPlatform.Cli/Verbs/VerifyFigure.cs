using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verifying;

namespace CsPlatform.Cli.Verbs;

/// <summary>Finds an exported figure again, offline.</summary>
internal static class VerifyFigure
{
    private static readonly Argument<string> File = new("FILE") { Description = "A file of ./cs export figure." };

    public static Command Build(VerbFactory verbs) => verbs.OfflineVerb(
        "figure",
        "Finds the figure of an exported file again from what is in the file, without any service. Exit status 1 when anything differs.",
        [File],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var path = run.Parse.GetRequiredValue(File);
        var bytes = await System.IO.File.ReadAllBytesAsync(path, run.Cancellation).ConfigureAwait(false);
        var file = FigureFile.Read(path, bytes);
        var differences = FigureVerification.Differences(file);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { IsSame = differences.Count == 0, Differences = differences });
        }
        else
        {
            foreach (var difference in differences)
            {
                run.Terminal.Output.WriteLine(difference);
            }

            var figure = $"{file.Platform}/{file.Shop} {file.MetricId} {file.Days} revision {file.Revision}";
            run.Terminal.Output.WriteLine(differences.Count == 0
                ? $"{figure}: the same, {file.Rate} from {Wording.Count(file.Units.Count)} units and {Wording.Count(file.Entries)} events."
                : $"{figure}: {Wording.Count(differences.Count)} DIFFERENCES.");
        }

        return differences.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }
}
