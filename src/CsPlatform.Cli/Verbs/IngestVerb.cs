using System.CommandLine;

namespace CsPlatform.Cli.Verbs;

/// <summary>What concerns the intake of events as a whole.</summary>
internal static class IngestVerb
{
    public static Command Build(VerbFactory verbs)
    {
        var ingest = new Command("ingest", "The intake of events as a whole.");
        ingest.Subcommands.Add(IngestSeal.Build(verbs));
        ingest.Subcommands.Add(IngestSeal.BuildList(verbs));
        ingest.Subcommands.Add(IngestStats.Build(verbs));
        return ingest;
    }
}
