namespace CsPlatform.Rulebooks;

/// <summary>One fault of a rulebook or calendar file.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">
/// Path of the value inside it, such as "metrics[0].replyRate.withinSeconds"; empty for the file as a whole.
/// </param>
/// <param name="Problem">What is wrong and what to write instead.</param>
public sealed record RulebookFault(string File, string Path, string Problem)
{
    public override string ToString() => Path.Length == 0 ? $"{File}: {Problem}" : $"{File}: {Path}: {Problem}";
}
