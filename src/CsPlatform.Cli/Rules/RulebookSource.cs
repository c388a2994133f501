using System.CommandLine;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Rules;

/// <summary>Which rulebooks a command goes by: the shipped ones, and those that the stack is started with.</summary>
internal static class RulebookSource
{
    /// <summary>Environment variable with a folder (or file) of rulebooks; ./run.sh gives it to every service.</summary>
    public const string Variable = "CS_RULEBOOKS";

    public static readonly Option<string> Folder = new("--rulebooks")
    {
        Description = $"Folder or file of rulebooks added to the shipped ones [default: {Variable}].",
        HelpName = "PATH",
    };

    /// <summary>The catalogue that the command line and the environment name.</summary>
    /// <exception cref="RulebookFaultException">A file is faulty.</exception>
    public static RulebookCatalogue Load(ParseResult parse) =>
        RulebookCatalogue.LoadWith(parse.GetValue(Folder) ?? Environment.GetEnvironmentVariable(Variable));
}
