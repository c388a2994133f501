using System.CommandLine;

namespace CsPlatform.Cli.Verbs;

internal static class DemoVerb
{
    public static Command Build(VerbFactory verbs) => verbs.Verb("demo", "demo", [], run => Task.FromResult(0));
}
