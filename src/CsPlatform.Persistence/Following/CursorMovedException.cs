namespace CsPlatform.Persistence.Following;

/// <summary>A cursor does not stand where this follower left it: another process applies the same partition.</summary>
internal sealed class CursorMovedException(string feed, IEnumerable<CursorMove> moves)
    : Exception(
        $"Of feed {feed}, the cursor of a partition is no longer where it was ({string.Join(", ", moves.Select(m => $"{m.Partition}:{m.From}"))}): " +
        "another process applies it too.");
