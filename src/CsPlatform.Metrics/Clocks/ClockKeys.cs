using StackExchange.Redis;

namespace CsPlatform.Metrics.Clocks;

/// <summary>Names of clocks in Redis.</summary>
internal static class ClockKeys
{
    /// <summary>
    /// The member that every set holds: a set without it was lost, and is built anew. It rings never: its score comes before all others.
    /// </summary>
    internal static readonly RedisValue Built = "built";

    /// <summary>The sorted set of a partition. The braces keep it on one node of a cluster.</summary>
    internal static RedisKey Set(string database, int partition) => $"clocks:{database}:{{{partition}}}";

    internal static RedisValue Member(Guid id) => id.ToByteArray();

    internal static Guid? Id(RedisValue member) => (byte[]?)member is { Length: 16 } bytes ? new Guid(bytes) : null;
}
