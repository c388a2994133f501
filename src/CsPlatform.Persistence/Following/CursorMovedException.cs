namespace CsPlatform.Persistence.Following;

/// <summary>The cursor does not stand where this follower left it: another process applies the same partition.</summary>
internal sealed class CursorMovedException(string feed, int partition, long expected)
    : Exception($"The cursor of feed {feed}, partition {partition} is no longer at {expected}: another process applies it too.");
