using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Whatever comes in: an answer per item or per call that says what to do, and a service that goes on.</summary>
[Collection("stores")]
public sealed class BadInputTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_frame_cut_anywhere_is_answered_with_what_to_send_and_stores_nothing()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var request = new SubmitEventsRequest { Events = { Events.Message("a"), Events.Message("b", "shop-2") } };
        var body = RawGrpc.Frame(request.ToByteArray());
        for (var length = 0; length < body.Length; length++)
        {
            foreach (var method in new[] { "SubmitEvents", "IngestEvents" })
            {
                var answer = await raw.PostAsync(method, body[..length]);
                var isEmptyStream = method == "IngestEvents" && length == 0;
                Assert.Equal(isEmptyStream ? StatusCode.OK : StatusCode.InvalidArgument, answer.Status);
                Assert.True(isEmptyStream || answer.Message.Contains("Send", StringComparison.Ordinal), answer.Message);
                Assert.Empty(answer.Messages);
            }
        }

        Assert.Equal(0, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        await service.IsWellAsync();
    }

    [Fact]
    public async Task A_message_cut_anywhere_in_a_whole_frame_is_refused_or_its_whole_events_are_judged()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var message = new SubmitEventsRequest { Events = { Events.Message("a"), Events.Message("b", "shop-2") } }.ToByteArray();
        var outcomes = new List<ItemOutcome>();
        for (var length = 0; length < message.Length; length++)
        {
            var answer = await raw.PostAsync("SubmitEvents", RawGrpc.Frame(message.AsSpan(0, length)));
            if (answer.Status is StatusCode.OK)
            {
                outcomes.AddRange(SubmitEventsResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).Results.Select(result => result.Outcome));
            }
            else
            {
                Assert.Equal(StatusCode.InvalidArgument, answer.Status);
            }
        }

        // Only a cut between the two events leaves a message that is one.
        Assert.Equal([ItemOutcome.Accepted], outcomes);
        await service.IsWellAsync();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_answers_what_came_whole_before()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var first = RawGrpc.Frame(new IngestEventsRequest { BatchNumber = 1, Events = { Events.Message("a") } }.ToByteArray());
        var second = RawGrpc.Frame(new IngestEventsRequest { BatchNumber = 2, Events = { Events.Message("b") } }.ToByteArray());
        byte[][] rests = [second[..1], second[..^1], RawGrpc.Frame([0xFF, 0xFF]), RawGrpc.Frame([], flag: 7)];
        foreach (var rest in rests)
        {
            var answer = await raw.PostAsync("IngestEvents", [.. first, .. rest]);
            Assert.Equal(StatusCode.InvalidArgument, answer.Status);
            Assert.Equal(1, IngestEventsResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).BatchNumber);
        }

        Assert.Equal(1, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        await service.IsWellAsync();
    }

    [Fact]
    public async Task Random_bytes_are_never_the_services_fault()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            var method = random.Next(2) == 0 ? "SubmitEvents" : "IngestEvents";
            var answer = await raw.PostAsync(method, random.Next(3) == 0 ? bytes : RawGrpc.Frame(bytes));
            Assert.True(
                answer.Status is StatusCode.InvalidArgument or StatusCode.ResourceExhausted or StatusCode.OK,
                $"Input {i}, {method}, {Convert.ToHexString(bytes)}: {answer.Status} {answer.Message}");
        }

        await service.IsWellAsync();
    }

    [Fact]
    public async Task A_broken_value_is_rejected_at_its_field_and_its_neighbour_kept()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        foreach (var (what, item, field) in BrokenValues())
        {
            var whole = RawEvent.Message(eventId: System.Text.Encoding.UTF8.GetBytes(what));
            var answer = await raw.PostAsync("SubmitEvents", RawGrpc.Frame(RawEvent.Request(item, whole)));
            Assert.True(answer.Status is StatusCode.OK, $"{what}: {answer.Status} {answer.Message}");
            var results = SubmitEventsResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).Results;
            Assert.Equal([ItemOutcome.Rejected, ItemOutcome.Accepted], results.Select(result => result.Outcome));
            Assert.Contains(results[0].Violations, violation => violation.Field == field);
        }

        Assert.Equal(BrokenValues().Count(), await service.ScalarAsync("SELECT count(*) FROM ingestion.quarantine"));
        await service.IsWellAsync();
    }

    [Fact]
    public async Task Bytes_of_a_text_that_are_no_UTF_8_become_the_mark_for_them()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var raw = new RawGrpc(service.Address);
        var item = RawEvent.Message(text: [.. "好"u8, 0xFF, .. "的"u8]);
        var answer = await raw.PostAsync("SubmitEvents", RawGrpc.Frame(RawEvent.Request(item)));
        Assert.Equal(
            ItemOutcome.Accepted, Assert.Single(SubmitEventsResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).Results).Outcome);
        var stored = Assert.Single(Assert.Single(await service.FollowAllAsync()).Records).Event;
        Assert.Equal("好\uFFFD的", stored.MessageSent.Text);
        await service.IsWellAsync();
    }

    [Fact]
    public async Task Two_senders_with_the_same_ids_are_kept_apart_by_their_source_and_told_apart_by_content()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var (mine, theirs) = (Events.Message("1"), Events.Message("1", source: "crm"));
        Assert.Equal(ItemOutcome.Accepted, Assert.Single(await service.SubmitAsync(mine)).Outcome);
        Assert.Equal(ItemOutcome.Accepted, Assert.Single(await service.SubmitAsync(theirs)).Outcome);

        using var raw = new RawGrpc(service.Address);
        var same = new IngestEventsRequest { BatchNumber = 9, Events = { Events.Message("2") } };
        var answers = await Task.WhenAll(raw.PostAsync("IngestEvents", Body(same)), raw.PostAsync("IngestEvents", Body(same)));
        var results = answers.Select(answer => Assert.Single(IngestEventsResponse.Parser.ParseFrom(answer.Messages[0]).Results)).ToList();
        Assert.Equal([ItemOutcome.Accepted, ItemOutcome.Duplicate], results.Select(result => result.Outcome).Order());
        Assert.Single(results.Select(result => (result.Partition, result.Position)).Distinct());

        var other = Events.Message("2", text: "别的");
        var conflict = Assert.Single(await service.SubmitAsync(other));
        Assert.Equal(ItemOutcome.Conflict, conflict.Outcome);
        Assert.Equal(Hash(other), Convert.ToHexStringLower(conflict.ContentHash.Span));
        Assert.Equal(Hash(Events.Message("2")), Convert.ToHexStringLower(conflict.StoredContentHash.Span));
        Assert.Equal(3, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        await service.IsWellAsync();
    }

    private static byte[] Body(IMessage message) => RawGrpc.Frame(message.ToByteArray());

    private static string Hash(Event item) => GoldenFrames.Hash(item.ToByteArray());

    private static byte[] Time(long seconds, int nanos) => new Timestamp { Seconds = seconds, Nanos = nanos }.ToByteArray();

    private static IEnumerable<(string What, byte[] Item, string Field)> BrokenValues()
    {
        yield return ("source that is no UTF-8", RawEvent.Message(source: [0xFF, 0xFE]), "source");
        yield return ("source cut within a character", RawEvent.Message(source: [.. "小"u8[..2]]), "source");
        yield return ("id with half a surrogate pair", RawEvent.Message(eventId: [0xED, 0xA0, 0xBD]), "event_id");
        yield return ("id with a character in too many bytes", RawEvent.Message(eventId: [0xC0, 0x80]), "event_id");
        yield return ("id beyond the last character", RawEvent.Message(eventId: [0xF4, 0x90, 0x80, 0x80]), "event_id");
        yield return ("id with a null", RawEvent.Message(eventId: [.. "a\0b"u8]), "event_id");
        yield return ("id with an escape", RawEvent.Message(eventId: [.. "a\u001B[31m"u8]), "event_id");
        yield return ("id with a line break", RawEvent.Message(eventId: [.. "a\nb"u8]), "event_id");
        yield return ("id with a control character of Latin-1", RawEvent.Message(eventId: [.. "a\u0085"u8]), "event_id");
        yield return ("shop that is no UTF-8", RawEvent.Message(shop: [0x80]), "shop.shop_id");
        yield return ("platform that is no UTF-8", RawEvent.Message(platform: [.. "xiaohongshu"u8, 0xC3]), "shop.platform");
        yield return ("consultation that is no UTF-8", RawEvent.Message(consultation: [0xFF]), "message_sent.consultation_id");
        yield return ("id of a million characters", RawEvent.Message(eventId: new string('x', 1_000_000).Select(c => (byte)c).ToArray()), "event_id");
        yield return ("time before the years", RawEvent.Message(time: Time(long.MinValue, 0)), "occurred_at");
        yield return ("time after the years", RawEvent.Message(time: Time(long.MaxValue, 0)), "occurred_at");
        yield return ("time before 1970", RawEvent.Message(time: Time(-1, 0)), "occurred_at");
        yield return ("negative nanoseconds", RawEvent.Message(time: Time(1_716_177_600, -1)), "occurred_at");
        yield return ("too many nanoseconds", RawEvent.Message(time: Time(1_716_177_600, int.MaxValue)), "occurred_at");
    }
}
