using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Rulebooks;
using Grpc.Core;

namespace CsPlatform.Cli.Verbs;

/// <summary>Makes verbs whose failures end as text and an exit status, never as a stack trace.</summary>
internal sealed class VerbFactory(GlobalOptions options, Terminal terminal)
{
    /// <summary>A verb with what it takes and what it does.</summary>
    public Command Verb(string name, string description, IEnumerable<Symbol> symbols, Func<VerbRun, Task<int>> action) =>
        Make(name, description, symbols, options.Services, action);

    /// <summary>A verb that calls no service: it neither looks for a running stack nor minds a broken one.</summary>
    public Command OfflineVerb(string name, string description, IEnumerable<Symbol> symbols, Func<VerbRun, Task<int>> action) =>
        Make(name, description, symbols, _ => new Services(null, new Dictionary<string, Uri>()), action);

    private Command Make(
        string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, Services> services,
        Func<VerbRun, Task<int>> action)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        command.SetAction((parse, cancellation) => GuardedAsync(parse, services, action, cancellation));
        return command;
    }

    private async Task<int> GuardedAsync(
        ParseResult parse, Func<ParseResult, Services> services, Func<VerbRun, Task<int>> action, CancellationToken cancellation)
    {
        try
        {
            using var called = services(parse);
            var run = new VerbRun(parse, terminal, called, parse.GetValue(options.Json), cancellation);
            return await action(run).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            terminal.Note(failure.Message);
            return ExitStatus.Failed;
        }
        catch (RulebookFaultException failure)
        {
            terminal.Note($"{failure.Message}\nNext: mend them; ./cs rules check FILE tells whether a file can be used.");
            return ExitStatus.Failed;
        }
        catch (Exception failure) when (cancellation.IsCancellationRequested
            && failure is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            terminal.Note("Interrupted. What was acknowledged is safe; the same command can be run again.");
            return ExitStatus.Interrupted;
        }
        catch (RpcException failure)
        {
            terminal.Note(ErrorText.Of(failure));
            return ExitStatus.Failed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            terminal.Note($"{failure.Message}\nNext: check the path and its permissions.");
            return ExitStatus.Failed;
        }
    }
}
