using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Frames of every released version, and of ones to come, sent to the running service byte for byte.</summary>
[Collection("stores")]
public sealed class GoldenReplayTests(PostgresFixture postgres, RedisFixture redis)
{
    // Fields that no version knows: number 2000 with text, in the event and inside its fact.
    private static readonly byte[] Unknown = [0x82, 0x7D, 3, .. "new"u8];

    [Fact]
    public async Task Every_frame_is_accepted_and_followed_back_as_it_was_sent()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var sent = new List<Event>();
        foreach (var frame in GoldenFrames.All)
        {
            var (method, bytes) = frame.Message switch
            {
                "IngestEventsRequest" => ("IngestEvents", frame.Bytes),
                "SubmitEventsRequest" => ("SubmitEvents", frame.Bytes),
                // What is stored came in under its version: it is offered as it stands in the record.
                _ => ("SubmitEvents", new SubmitEventsRequest { Events = { frame.Events() } }.ToByteArray()),
            };
            var answer = await raw.PostAsync(method, RawGrpc.Frame(bytes));
            Assert.Equal((StatusCode.OK, ""), (answer.Status, answer.Message));
            var results = Results(method, Assert.Single(answer.Messages));
            Assert.Equal(frame.Events().Count, results.Count);
            Assert.All(results, result => Assert.True(
                result.Outcome is ItemOutcome.Accepted, $"{frame.Name}: {result.Outcome} {string.Join("; ", result.Violations)}"));
            sent.AddRange(frame.Events());
        }

        var followed = (await service.FollowAllAsync()).SelectMany(run => run.Records).Select(record => record.Event).ToList();
        Assert.Equal(Contents(sent), Contents(followed));
    }

    [Fact]
    public async Task An_unknown_field_of_a_newer_version_is_stored_and_handed_on_where_it_was()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var sent = new List<byte[]>();
        foreach (var kind in EventExamples.Kinds)
        {
            var fact = Event.Descriptor.FindFieldByName(kind);
            var known = EventExamples.Full(kind).With(e => e.Shop.ShopId = kind);
            var inside = (IMessage)fact.Accessor.GetValue(known);
            var newer = fact.MessageType.Parser.ParseFrom([.. inside.ToByteArray(), .. Unknown]);
            fact.Accessor.SetValue(known, newer);
            sent.Add([.. known.ToByteArray(), .. Unknown]);
            Assert.Equal(2, sent[^1].AsSpan().Count(Unknown));
        }

        foreach (var bytes in sent)
        {
            var answer = await raw.PostAsync("SubmitEvents", RawGrpc.Frame(Request(bytes)));
            Assert.Equal(ItemOutcome.Accepted, Assert.Single(Results("SubmitEvents", Assert.Single(answer.Messages))).Outcome);
        }

        var followed = (await service.FollowAllAsync()).SelectMany(run => run.Records).Select(record => record.Event.ToByteArray());
        Assert.Equal(sent.Select(Convert.ToHexString).Order(), followed.Select(Convert.ToHexString).Order());
    }

    [Fact]
    public async Task An_unknown_kind_of_a_newer_version_is_rejected_with_what_to_do_and_kept_in_quarantine()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        // Field 2000 as it were a kind: an event whose fact nobody here knows.
        byte[] newer = [.. Events.Message("a").With(e => e.ClearFact()).ToByteArray(), .. Unknown];
        var answer = await raw.PostAsync("SubmitEvents", RawGrpc.Frame(Request(newer)));
        var result = Assert.Single(Results("SubmitEvents", Assert.Single(answer.Messages)));
        Assert.Equal(ItemOutcome.Rejected, result.Outcome);
        var violation = Assert.Single(result.Violations);
        Assert.Equal("fact", violation.Field);
        Assert.Contains("update this service", violation.Description, StringComparison.Ordinal);
        Assert.Equal(1, await service.ScalarAsync("SELECT count(*) FROM ingestion.quarantine"));
        Assert.Equal(newer.Length, await service.ScalarAsync("SELECT length(content) FROM ingestion.quarantine"));
    }

    private static byte[] Request(byte[] item)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        output.WriteTag(SubmitEventsRequest.EventsFieldNumber, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(item));
        output.Flush();
        return stream.ToArray();
    }

    private static RepeatedField<ItemResult> Results(string method, byte[] answer) => method == "IngestEvents"
        ? IngestEventsResponse.Parser.ParseFrom(answer).Results
        : SubmitEventsResponse.Parser.ParseFrom(answer).Results;

    private static IEnumerable<string> Contents(IEnumerable<Event> events)
        => events.Select(item => Convert.ToHexString(item.ToByteArray())).Order(StringComparer.Ordinal);
}
