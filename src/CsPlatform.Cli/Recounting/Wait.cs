namespace CsPlatform.Cli.Recounting;

/// <summary>A question in scope and what became of it.</summary>
/// <param name="AskedAt">When the wait began.</param>
/// <param name="AnsweredAt">When the answer came; null = none did, or none that counts.</param>
internal readonly record struct Wait(long AskedAt, long? AnsweredAt)
{
    /// <summary>Whether the answer came in time.</summary>
    /// <param name="limit">Nanoseconds, inclusive; null = any answer is in time.</param>
    public bool IsWithin(long? limit) => AnsweredAt is { } at && (limit is null || at - AskedAt <= limit);
}
