namespace CsPlatform.Cli.Demo;

/// <summary>Holds what the services say against what the generator counted.</summary>
internal sealed class DemoChecks
{
    private readonly List<string> differences = [];

    /// <summary>Comparisons made.</summary>
    public int Count { get; private set; }

    /// <summary>Those that differ, in words.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>Compares.</summary>
    public void Same<T>(string what, T got, T expected)
    {
        Count++;
        if (!EqualityComparer<T>.Default.Equals(got, expected))
        {
            differences.Add($"{what}: got {got}, expected {expected}");
        }
    }
}
