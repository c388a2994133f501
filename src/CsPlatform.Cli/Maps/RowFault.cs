namespace CsPlatform.Cli.Maps;

/// <summary>Why a row cannot become events.</summary>
/// <param name="Field">The column or field at fault; empty when it is the row as a whole.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RowFault(string Field, string Reason);
