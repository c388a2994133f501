namespace CsPlatform.Persistence.Following;

/// <summary>How far the cursor of a partition moves.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">Where it has to stand.</param>
/// <param name="To">Where it stands then.</param>
internal readonly record struct CursorMove(int Partition, long From, long To);
