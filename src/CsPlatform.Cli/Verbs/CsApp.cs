using System.CommandLine;
using System.CommandLine.Help;
using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Verbs;

/// <summary>
/// The command line `cs`. Exit status: 0 done, 1 failed (with what to do next on standard error), 2 the command line itself is
/// wrong, 3 done, but something was refused (`import --strict`, `quarantine redrive`) or does not add up (`ingest stats`),
/// 130 interrupted.
/// </summary>
public static class CsApp
{
    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var options = new GlobalOptions();
        // A plain command, because a root command is named after the process, which people never see.
        var root = new Command("cs", "CsPlatform: measures how shops serve their customers, sanctions, and bills.");
        root.Options.Add(new HelpOption { Recursive = true });
        root.Options.Add(new VersionOption());
        options.AddTo(root);
        foreach (var verb in Verbs(new VerbFactory(options, terminal)))
        {
            root.Subcommands.Add(verb);
        }

        var parse = root.Parse(args);
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
            {
                terminal.Note(error.Message);
            }

            terminal.Note($"Next: ./cs {PathOf(parse.CommandResult.Command)}--help shows what it takes.");
            return ExitStatus.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
        };
        return await parse.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
    }

    private static Command[] Verbs(VerbFactory verbs) =>
    [
        HealthVerb.Build(verbs),
        ImportVerb.Build(verbs),
        IngestVerb.Build(verbs),
        QuarantineVerb.Build(verbs),
        TariffVerb.Build(verbs),
        CloseVerb.Build(verbs),
        FiguresVerb.Build(verbs),
        BoardVerb.Build(verbs),
        SanctionsVerb.Build(verbs),
        SanctionsVerb.Standing(verbs),
        CaseVerb.Build(verbs),
        AppealVerb.Build(verbs),
        .. ApprovalVerbs.Build(verbs),
        StatementVerb.Build(verbs),
        TailVerb.Build(verbs),
        WatchVerb.Build(verbs),
        PoisonVerb.Build(verbs),
        ExplainVerb.Build(verbs),
        ExportVerb.Build(verbs),
        RulesVerb.Build(verbs),
        VerifyVerb.Build(verbs),
        SimulateVerb.Build(verbs),
        DemoVerb.Build(verbs),
    ];

    private static string PathOf(Command command) =>
        !command.Parents.Any() ? "" : $"{string.Concat(command.Parents.OfType<Command>().Select(PathOf))}{command.Name} ";
}
