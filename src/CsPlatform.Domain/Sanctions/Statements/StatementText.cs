namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>A text in both languages; lines end with a line feed.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record StatementText(string Zh, string En);
