using System.Text;
using Spectre.Console;

namespace CsPlatform.Cli.Output;

/// <summary>
/// Where a command writes: answers to standard output, everything else (progress, warnings, errors) to standard error, so that
/// a script reads nothing but the answer.
/// </summary>
public sealed class Terminal
{
    private const int WidthWhenRedirected = 180;

    public Terminal(TextWriter output, TextWriter error, bool isErrorInteractive, bool isOutputInteractive)
    {
        Output = output;
        Error = error;
        IsErrorInteractive = isErrorInteractive;
        IsOutputInteractive = isOutputInteractive;
        Answers = ConsoleOn(output, isOutputInteractive);
        Notes = ConsoleOn(error, isErrorInteractive);
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person watches standard error: only then is a progress bar drawn.</summary>
    public bool IsErrorInteractive { get; }

    /// <summary>Whether a person watches standard output: only then is anything drawn anew in place.</summary>
    public bool IsOutputInteractive { get; }

    /// <summary>Tables for people, on standard output.</summary>
    public IAnsiConsole Answers { get; }

    /// <summary>Progress for people, on standard error.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, !Console.IsErrorRedirected, !Console.IsOutputRedirected);
    }

    /// <summary>A line on standard error.</summary>
    public void Note(string line) => Error.WriteLine(line);

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool interactive)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!interactive)
        {
            console.Profile.Width = WidthWhenRedirected;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
