using System.Security.Cryptography;
using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using NodaTime;

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
    private const uint IsLateTag = EventRecord.IsLateFieldNumber << 3;

    /// <summary>The stored form of a valid event.</summary>
    internal static PreparedEvent Prepare(Event item, Sender sender, Arrival arrival, bool isLate)
    {
        var eventSize = item.CalculateSize();
        var timeSize = arrival.ReceivedAtProto.CalculateSize();
        var before = 2 + CodedOutputStream.ComputeLengthSize(timeSize) + timeSize + CodedOutputStream.ComputeLengthSize(eventSize);
        var record = new byte[before + eventSize + (isLate ? 2 : 0)];
        var output = new CodedOutputStream(record);
        output.WriteTag(ReceivedAtTag);
        output.WriteMessage(arrival.ReceivedAtProto);
        output.WriteTag(EventTag);
        output.WriteMessage(item);
        if (isLate)
        {
            output.WriteTag(IsLateTag);
            output.WriteBool(true);
        }

        output.CheckNoSpaceLeft();
        var hash = SHA256.HashData(record.AsSpan(before, eventSize));
        var day = ChinaTime.Day(Instant.FromUnixTimeSeconds(item.OccurredAt.Seconds));
        return new PreparedEvent(sender, item.EventId, hash, record, ChinaTime.MonthOf(day), arrival.IsCopy(hash), isLate, arrival);
    }

    /// <summary>The event that was prepared, with the same canonical bytes.</summary>
    internal static Event ItemOf(PreparedEvent prepared) => EventRecord.Parser.ParseFrom(prepared.Record.Span).Event;
}
