namespace CsPlatform.Cli.Views;

/// <summary>A fault of a file, as JSON.</summary>
/// <param name="Path">Path of the value, such as "metrics[0].replyRate.withinSeconds"; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong and what to write instead.</param>
public sealed record RulebookFaultView(string Path, string Problem);
