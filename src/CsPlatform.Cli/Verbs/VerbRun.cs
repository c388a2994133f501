using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;

namespace CsPlatform.Cli.Verbs;

/// <summary>One run of a verb: what was asked, where to answer, whom to call.</summary>
internal sealed record VerbRun(
    ParseResult Parse, Terminal Terminal, Services Services, bool AsJson, CancellationToken Cancellation)
{
    /// <summary>Whether a progress bar is of use: a person watches and no script reads.</summary>
    public bool ShowsProgress => !AsJson && Terminal.IsErrorInteractive;
}
