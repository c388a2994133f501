using System.IO.Pipelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Tests;

public sealed class EventRunTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(255, 126, 4)]
    [InlineData(7, 16_383, 300)]
    [InlineData(128, long.MaxValue - 3000, 2000)]
    public async Task Its_bytes_are_those_of_the_message(int partition, long after, int count)
    {
        var message = new FollowEventsResponse { Partition = partition, CoveredTo = after + count };
        var records = new List<FeedRecord>();
        for (var i = 1; i <= count; i++)
        {
            var record = new EventRecord
            {
                ReceivedAt = new Timestamp { Seconds = 1_700_000_000, Nanos = i },
                Event = Events.Message($"m-{i}", $"shop-{new string('长', i % 977)}"),
                IsLate = i % 2 == 0,
            };
            records.Add(new FeedRecord(after + i, record.ToByteArray()));
            record.Position = after + i;
            message.Records.Add(record);
        }

        Assert.Equal(message.ToByteArray(), await BytesAsync(new FeedSegment(partition, after, after + count, records, default)));
    }

    [Fact]
    public async Task Without_records_it_says_what_is_covered()
        => Assert.Equal(
            new FollowEventsResponse { Partition = 3, CoveredTo = 9 }.ToByteArray(),
            await BytesAsync(new FeedSegment(3, 1, 9, [], default)));

    // Through a pipe, whose pieces are too small for the larger records.
    private static async Task<byte[]> BytesAsync(FeedSegment segment)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        new EventRun(segment).WriteTo(pipe.Writer);
        await pipe.Writer.CompleteAsync();
        using var bytes = new MemoryStream();
        await pipe.Reader.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
