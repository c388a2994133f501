namespace CsPlatform.Persistence.Following;

/// <summary>Names a record of a followed feed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Position">The position.</param>
public readonly record struct PoisonKey(string Feed, int Partition, long Position);
