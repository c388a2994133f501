using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;

namespace CsPlatform.Cli.Verbs;

/// <summary>What every verb takes.</summary>
internal sealed class GlobalOptions
{
    private readonly Dictionary<string, Option<string>> addresses = ServiceName.All.ToDictionary(
        name => name,
        name => new Option<string>($"--{name}")
        {
            Description = $"Address of {name}, instead of the stack's.",
            HelpName = "URL",
            Recursive = true,
        });

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output.", Recursive = true };

    public Option<string> Stack { get; } = new("--stack")
    {
        Description = $"The stack's state file [default: {StackFile.Variable}, else {StackFile.DefaultPath}].",
        HelpName = "FILE",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Json);
        command.Options.Add(Stack);
        foreach (var option in addresses.Values)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The services that a command line names.</summary>
    public Services Services(ParseResult parse)
    {
        var given = new Dictionary<string, Uri>();
        foreach (var (name, option) in addresses)
        {
            if (parse.GetValue(option) is not { } text)
            {
                continue;
            }

            given[name] = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
                ? address
                : throw new CliException($"--{name} {text} is no address.\nNext: give one such as http://localhost:5001.");
        }

        var stack = given.Count == ServiceName.All.Count
            ? null
            : StackFile.Find(
                parse.GetValue(Stack), Environment.GetEnvironmentVariable(StackFile.Variable), Environment.CurrentDirectory);
        return new Services(stack, given);
    }
}
