using CsPlatform.Adapters.Maps;
using CsPlatform.Adapters.Tests.Support;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Adapters.Tests;

public class EventMapTests
{
    private const string Header =
        "room_code,user_id,closed_by,closing_comment,chat_start,chat_end,agent_assigned_at,bot_first_response_s,"
        + "agent_first_response_s,csat";

    [Fact]
    public void A_room_becomes_its_events_in_the_order_and_at_the_times_of_the_map()
    {
        var events = Map(Header, "7,u1, Alice ,c,2021-02-01 10:00:00,2021-02-01 10:20:00,2021-02-01 10:05:00,2,30,4").Events;

        Assert.Equal(
            [
                "self-run-alice ServiceModeChanged 2018-12-31T16:00:00Z",
                "7-1-opened ConsultationOpened 2021-02-01T02:00:00Z",
                "7-2-buyer MessageSent 2021-02-01T02:00:00Z",
                "7-3-bot MessageSent 2021-02-01T02:00:02Z",
                "7-4-transfer ConsultationTransferred 2021-02-01T02:05:00Z",
                "7-5-agent MessageSent 2021-02-01T02:05:30Z",
                "7-6-rating ConsultationRated 2021-02-01T02:20:00Z",
                "7-7-closed ConsultationClosed 2021-02-01T02:20:00Z",
            ],
            events.Select(e => $"{e.EventId} {e.FactCase} {e.OccurredAt.ToDateTime():yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.All(events, e => Assert.Equal("alice", e.Shop.ShopId));
        Assert.Equal(SenderRole.HumanAgent, events[5].MessageSent.Role);
        Assert.Equal(
            (TransferInitiator.User, ConsultationKind.AfterSales), (
                events[4].ConsultationTransferred.Initiator, events[4].ConsultationTransferred.Kind));
        Assert.Equal(4, events[6].ConsultationRated.Stars);
    }

    [Fact]
    public void Events_whose_columns_are_empty_are_left_out()
    {
        var events = Map(Header, "7,u1,system,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,0").Events;

        Assert.Equal(
            ["self-run-system", "7-1-opened", "7-2-buyer", "7-7-closed"], events.Select(e => e.EventId));
    }

    [Fact]
    public void An_event_once_per_shop_is_sent_once_in_a_file_and_a_faulty_row_does_not_use_it_up()
    {
        var mapper = RowMapper.Bind(Sample.ChatRooms(), Header.Split(','), out _)!;
        var (first, second, third) = (new List<Event>(), new List<Event>(), new List<Event>());

        Assert.NotEmpty(mapper.Map("1,u,a,,not a time,2021-02-01 10:20:00,,,,".Split(','), first));
        Assert.Empty(mapper.Map("2,u,a,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,".Split(','), second));
        Assert.Empty(mapper.Map("3,u,A,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,".Split(','), third));

        Assert.Empty(first);
        Assert.Equal("self-run-a", second[0].EventId);
        Assert.DoesNotContain(third, e => e.FactCase == Event.FactOneofCase.ServiceModeChanged);
    }

    [Theory]
    [InlineData("7,u1,a,,2021-02-30 10:00:00,2021-02-01 10:20:00,,,,", "chat_start", "no time of the form yyyy-MM-dd HH:mm:ss")]
    [InlineData("7,u1,a,,,2021-02-01 10:20:00,,,,", "chat_start", "a time is missing")]
    [InlineData("7,u1,,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,", "closed_by", "the shop is empty")]
    [InlineData("7,u1,a,,2021-02-01 10:00:00,2021-02-01 10:20:00,,soon,,", "bot_first_response_s", "no number of seconds")]
    [InlineData("7,u1,a,,2021-02-01 10:00:00,2021-02-01 10:20:00,,-1,,", "bot_first_response_s", "no number of seconds")]
    [InlineData("7,u1,a,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,five", "csat", "no number")]
    [InlineData("7,u1,a,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,4.5", "csat", "no whole number")]
    [InlineData("7,u\uFFFD,a,,2021-02-01 10:00:00,2021-02-01 10:20:00,,,,", "user_id", "not UTF-8")]
    [InlineData("7,u1,a", "", "3 fields where the header has 10")]
    public void A_bad_row_is_told_with_its_column_and_becomes_no_event(string row, string field, string reason)
    {
        var (events, faults) = Map(Header, row);

        Assert.Empty(events);
        Assert.Equal(field, faults[0].Field);
        Assert.Contains(reason, faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_lacks_columns_is_refused_with_all_of_them_and_what_was_found()
    {
        Assert.Null(RowMapper.Bind(Sample.ChatRooms(), ["room_code", "user", "user"], out var faults));

        Assert.Contains(new InputFault("chat_start", "the column is missing; there are room_code, user, user"), faults);
        Assert.Contains(faults, fault => fault.Field == "user_id");
        Assert.Contains(new InputFault("user", "the column stands in the header twice"), faults);
    }

    [Fact]
    public void All_faults_of_a_map_are_told_at_once()
    {
        const string map = """
            {
              "source": "s", "shop": "{shop|shout}", "sauce": 1,
              "time": { "format": "yyyy-MM-dd", "utc_offset": "8 hours" },
              "events": [
                { "id": "constant", "at": { "column": "t" }, "fact": { "message_sent": { "role": "SENDER_ROLE_ROBOT", "colour": "red" } } },
                { "id": "{a}", "at": { "constant": "yesterday" }, "when": [{ "column": "x", "at_least": "1" }], "fact": { "message_lost": {} } },
                { "id": "{b", "fact": {} }
              ]
            }
            """;

        Assert.Null(EventMapReader.Read(map, out var faults));

        Assert.All(
            [
                "$.sauce: unknown", "$.platform: missing", "$.shop: \"{shop|shout}\": unknown transform \"shout\"",
                "$.time.utc_offset: \"8 hours\" is no offset", "$.events[0].id: it names no column",
                "$.events[0].fact.message_sent.role: \"SENDER_ROLE_ROBOT\" is none of SENDER_ROLE_BUYER",
                "$.events[0].fact.message_sent.colour: unknown", "$.events[1].at.constant: \"yesterday\" is no time",
                "$.events[1].when[0].at_least", "$.events[1].fact.message_lost: unknown; there are message_sent",
                "$.events[2].id: \"{b\": a { without its }", "$.events[2].at: missing", "$.events[2].fact: an object with one of",
            ],
            expected => Assert.Contains(faults, fault => fault.StartsWith(expected, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{ \"source\": ", "at the end of the JSON")]
    [InlineData("[]", "an object {…} is expected")]
    public void A_map_that_is_no_json_object_is_refused_in_words(string map, string words)
    {
        Assert.Null(EventMapReader.Read(map, out var faults));

        Assert.Contains(words, Assert.Single(faults), StringComparison.Ordinal);
    }

    private static (List<Event> Events, IReadOnlyList<InputFault> Faults) Map(string header, string row)
    {
        var events = new List<Event>();
        return (events, RowMapper.Bind(Sample.ChatRooms(), header.Split(','), out _)!.Map(row.Split(','), events));
    }
}
