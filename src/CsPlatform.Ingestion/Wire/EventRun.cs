using System.Buffers;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Ingestion.Wire;

/// <summary>
/// A run of the feed as the bytes of a <see cref="FollowEventsResponse"/>. What is stored of an event is already its
/// <see cref="EventRecord"/> but for the position, so it goes out as it lies there, without being read and built anew: for a follower of
/// a long feed that is most of the service's work.
/// </summary>
internal sealed class EventRun
{
    private const int LengthDelimited = 2;

    // Every field number here is under 16, so every tag takes one byte; a length or a number takes at most ten.
    private const byte PartitionTag = FollowEventsResponse.PartitionFieldNumber << 3;
    private const byte RecordTag = (FollowEventsResponse.RecordsFieldNumber << 3) | LengthDelimited;
    private const byte CoveredTag = FollowEventsResponse.CoveredToFieldNumber << 3;
    private const byte PositionTag = EventRecord.PositionFieldNumber << 3;
    private const int LongestHead = 1 + 10 + 1 + 10;

    private readonly FeedSegment segment;

    internal EventRun(FeedSegment segment) => this.segment = segment;

    /// <summary>How the service writes it; nobody reads one: a follower reads the contract's message.</summary>
    internal static Marshaller<EventRun> Marshaller { get; } = Marshallers.Create<EventRun>(
        static (run, context) => run.Write(context),
        static _ => throw new NotSupportedException("A run is only written."));

    /// <summary>The run as bytes.</summary>
    internal void WriteTo(IBufferWriter<byte> output)
    {
        WriteNumber(output, PartitionTag, segment.Partition);
        foreach (var record in segment.Records)
        {
            WriteRecord(output, record);
        }

        WriteNumber(output, CoveredTag, segment.CoveredTo);
    }

    private void Write(SerializationContext context)
    {
        context.SetPayloadLength(Length());
        WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private int Length()
    {
        var length = NumberLength(segment.Partition) + NumberLength(segment.CoveredTo);
        foreach (var record in segment.Records)
        {
            var inner = RecordLength(record);
            length += 1 + CodedOutputStream.ComputeLengthSize(inner) + inner;
        }

        return length;
    }

    private static int RecordLength(FeedRecord record) => NumberLength(record.Position) + record.Content.Length;

    // A number that is zero is left out, as the format's canonical form has it.
    private static int NumberLength(long number) => number == 0 ? 0 : 1 + CodedOutputStream.ComputeInt64Size(number);

    private static void WriteRecord(IBufferWriter<byte> output, FeedRecord record)
    {
        var head = output.GetSpan(LongestHead);
        head[0] = RecordTag;
        var length = 1 + PutVarint(head[1..], (ulong)RecordLength(record));
        head[length] = PositionTag;
        length += 1 + PutVarint(head[(length + 1)..], (ulong)record.Position);
        var content = record.Content.Span;
        if (head.Length - length >= content.Length)
        {
            content.CopyTo(head[length..]);
            output.Advance(length + content.Length);
        }
        else
        {
            output.Advance(length);
            output.Write(content);
        }
    }

    private static void WriteNumber(IBufferWriter<byte> output, byte tag, long number)
    {
        if (number != 0)
        {
            var span = output.GetSpan(LongestHead);
            span[0] = tag;
            output.Advance(1 + PutVarint(span[1..], (ulong)number));
        }
    }

    private static int PutVarint(Span<byte> output, ulong number)
    {
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            output[length++] = (byte)((number & 0x7F) | 0x80);
        }

        output[length] = (byte)number;
        return length + 1;
    }
}
