using System.Buffers.Binary;
using CsPlatform.Domain.Primitives;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Ingestion.Storage;

/// <summary>A batch that came in. The same batch sent again is another arrival with the same claim.</summary>
internal sealed class Arrival(DateTimeOffset receivedAt, long claim)
{
    // A copy is found by eight bytes of its hash: nobody gains anything by making two events that share them.
    private readonly HashSet<long> seen = [];

    /// <summary>When it came.</summary>
    internal DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>The same as the contract's message.</summary>
    internal Timestamp ReceivedAtProto { get; } = Timestamp.FromDateTimeOffset(receivedAt);

    /// <summary>The natural day on which it is counted.</summary>
    internal LocalDate Day { get; } = ChinaTime.Day(Instant.FromDateTimeOffset(receivedAt));

    /// <summary>Whose batch it is (<see cref="Claims"/>).</summary>
    internal long Claim { get; } = claim;

    /// <summary>Whether an event of this content was seen in the batch before. Asked once per event, in the batch's order.</summary>
    internal bool IsCopy(byte[] contentHash) => !seen.Add(BinaryPrimitives.ReadInt64BigEndian(contentHash));
}
