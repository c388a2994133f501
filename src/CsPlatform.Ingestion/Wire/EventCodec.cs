using System.Security.Cryptography;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Wire;

/// <summary>
/// Events to stored records and back. The canonical bytes of an event are its protobuf serialisation: fields in the order of
/// their numbers, default values left out, no maps, unknown fields behind the known ones as they came. The content hash is
/// their SHA-256. A stored record is an <see cref="EventRecord"/> without its position, which its place in the feed gives.
/// </summary>
internal static class EventCodec
{
    private const uint ReceivedAtTag = (EventRecord.ReceivedAtFieldNumber << 3) | 2;
    private const uint EventTag = (EventRecord.EventFieldNumber << 3) | 2;

    /// <summary>The stored form of a valid event.</summary>
    internal static PreparedEvent Prepare(Event item, int partition, Timestamp receivedAt)
    {
        var eventSize = item.CalculateSize();
        var timeSize = receivedAt.CalculateSize();
        var size = 2 + CodedOutputStream.ComputeLengthSize(timeSize) + timeSize
            + CodedOutputStream.ComputeLengthSize(eventSize) + eventSize;
        var record = new byte[size];
        var output = new CodedOutputStream(record);
        output.WriteTag(ReceivedAtTag);
        output.WriteMessage(receivedAt);
        output.WriteTag(EventTag);
        output.WriteMessage(item);
        output.CheckNoSpaceLeft();
        var hash = SHA256.HashData(record.AsSpan(size - eventSize));
        return new PreparedEvent(
            new Sender(partition, item.Shop.Platform, item.Shop.ShopId, item.Source), item.EventId, hash, record);
    }

    /// <summary>A run of the feed as the contract's message.</summary>
    internal static FollowEventsResponse ToProto(FeedSegment segment)
    {
        var response = new FollowEventsResponse { Partition = segment.Partition, CoveredTo = segment.CoveredTo };
        foreach (var stored in segment.Records)
        {
            var record = EventRecord.Parser.ParseFrom(stored.Content.Span);
            record.Position = stored.Position;
            response.Records.Add(record);
        }

        return response;
    }
}
