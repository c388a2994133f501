namespace CsPlatform.Cli.Output;

/// <summary>A command cannot go on. The message is shown as it is, so it says what is wrong and what to do next.</summary>
public sealed class CliException : Exception
{
    public CliException(string message)
        : base(message)
    {
    }

    public CliException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Several faults found in one go, each on a line of its own under a heading.</summary>
    public static CliException OfFaults(string heading, IReadOnlyList<string> faults) =>
        new($"{heading}\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}");
}
