using CsPlatform.Ingestion.V1;

namespace Faults.Tests.Checking;

/// <summary>A record as a follower received it.</summary>
internal sealed record FeedEntry(int Partition, long Position, Event Event);
