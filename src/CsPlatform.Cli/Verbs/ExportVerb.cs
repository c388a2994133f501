using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Verbs;

/// <summary>Takes what was published out as files that can be checked elsewhere.</summary>
internal static class ExportVerb
{
    private static readonly FigureOptions Figure = new();
    private static readonly Option<string> File = new("--output", "-o")
    {
        Description = "The file to write; one that is there is written over.", HelpName = "FILE", Required = true,
    };

    public static Command Build(VerbFactory verbs)
    {
        var export = new Command("export", "Takes what was published out as files.");
        export.Subcommands.Add(verbs.Verb(
            "figure",
            "Writes a file from which the figure can be found again without any service: ./cs verify figure FILE.",
            [.. Figure.Symbols, File],
            RunAsync));
        return export;
    }

    private static async Task<int> RunAsync(VerbRun run)
    {
        var path = run.Parse.GetRequiredValue(File);
        using var bytes = new MemoryStream();
        using var call = run.Services.Metrics.ExportFigure(
            new ExportFigureRequest { Figure = Figure.Read(run.Parse) }, cancellationToken: run.Cancellation);
        while (await call.ResponseStream.MoveNext(run.Cancellation).ConfigureAwait(false))
        {
            call.ResponseStream.Current.Piece.WriteTo(bytes);
        }

        // Only a whole file is written: what is cut off leaves none behind.
        await System.IO.File.WriteAllBytesAsync(path, bytes.ToArray(), run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { File = path, Bytes = bytes.Length });
        }
        else
        {
            run.Terminal.Output.WriteLine($"{path}: {Wording.Count(bytes.Length)} bytes.");
            run.Terminal.Note($"Next: ./cs verify figure {path} finds the figure again from it.");
        }

        return ExitStatus.Done;
    }
}
