namespace CsPlatform.Sanctions.Reasons;

/// <summary>A part of what was first told of a decision: the statement, or its evidence.</summary>
/// <param name="Hash">SHA-256 of both languages, lower-case hex.</param>
/// <param name="DaysToFile">Days to appeal that were told; null = no deadline was.</param>
/// <param name="At">When it was told.</param>
internal sealed record ToldPart(string Hash, int? DaysToFile, DateTimeOffset At);
