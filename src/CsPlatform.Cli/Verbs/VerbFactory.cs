using System.CommandLine;
using CsPlatform.Cli.Output;
using Grpc.Core;

namespace CsPlatform.Cli.Verbs;

/// <summary>Makes verbs whose failures end as text and an exit status, never as a stack trace.</summary>
internal sealed class VerbFactory(GlobalOptions options, Terminal terminal)
{
    /// <summary>A verb with what it takes and what it does.</summary>
    public Command Verb(string name, string description, IEnumerable<Symbol> symbols, Func<VerbRun, Task<int>> action)
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

        command.SetAction((parse, cancellation) => GuardedAsync(parse, action, cancellation));
        return command;
    }

    private async Task<int> GuardedAsync(ParseResult parse, Func<VerbRun, Task<int>> action, CancellationToken cancellation)
    {
        try
        {
            using var services = options.Services(parse);
            var run = new VerbRun(parse, terminal, services, parse.GetValue(options.Json), cancellation);
            return await action(run).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            terminal.Note(failure.Message);
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
