namespace CsPlatform.Persistence.Following;

/// <summary>A partition that a follower gave up.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Position">Position of the record that cannot be applied.</param>
/// <param name="Reason">What the last try said.</param>
public sealed record StoppedPartition(string Feed, int Partition, long Position, string Reason)
{
    /// <inheritdoc />
    public override string ToString()
        => $"Feed {Feed} is stopped in partition {Partition} before position {Position} ({Reason}); " +
            "mend the cause, then restart this process";
}
