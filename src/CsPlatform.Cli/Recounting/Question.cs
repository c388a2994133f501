namespace CsPlatform.Cli.Recounting;

/// <summary>A question as somebody has to answer it.</summary>
/// <param name="Talk">Its consultation.</param>
/// <param name="Message">The buyer's message.</param>
/// <param name="AskedAt">When the wait began: mostly when it was sent.</param>
/// <param name="HandedOverAt">When another agent took it over unanswered; null = none did.</param>
internal sealed record Question(Talk Talk, Entry Message, long AskedAt, long? HandedOverAt = null);
