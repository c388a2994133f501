using System.Globalization;

namespace Benchmarks.Rules;

/// <summary>What one run measures.</summary>
/// <param name="Messages">Raw messages to rebuild from.</param>
/// <param name="Conversations">Conversations that they belong to.</param>
/// <param name="Rounds">Rounds counted; one more warms up.</param>
/// <param name="JsonFile">Where the figures are written as JSON; null for nowhere, "-" for standard output.</param>
internal sealed record Settings(int Messages, int Conversations, int Rounds, string? JsonFile)
{
    internal static Settings Parse(string[] args) => new(
        Number(args, "--messages", 1_000_000),
        Number(args, "--conversations", 500_000),
        Number(args, "--rounds", 5),
        Text(args, "--json"));

    private static int Number(string[] args, string name, int standard) =>
        Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    private static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : at + 1 < args.Length ? args[at + 1] : "-";
    }
}
