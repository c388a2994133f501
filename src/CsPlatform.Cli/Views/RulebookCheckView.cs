using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Views;

/// <summary>What checking a file found, as JSON.</summary>
/// <param name="File">The file.</param>
/// <param name="Platform">Its platform; null when it is faulty or a calendar.</param>
/// <param name="Version">Its version; null likewise.</param>
/// <param name="Hash">SHA-256 of what it says; null likewise.</param>
/// <param name="Rules">How many rules it holds; null likewise.</param>
/// <param name="Faults">Every fault; none when the file can be used.</param>
public sealed record RulebookCheckView(
    string File, string? Platform, string? Version, string? Hash, int? Rules, IReadOnlyList<RulebookFaultView> Faults)
{
    public static RulebookCheckView Of(string name, RulebookFile? file, IEnumerable<RulebookFault> faults)
    {
        var rulebook = file is null ? null : RulebookReader.Read(file).Value;
        return new RulebookCheckView(
            name,
            rulebook?.Platform,
            rulebook is null ? null : $"{rulebook.Version:R}",
            rulebook?.Hash,
            rulebook?.Contents.Count,
            [.. faults.Where(fault => fault.File == name).Select(fault => new RulebookFaultView(fault.Path, fault.Problem))]);
    }
}
