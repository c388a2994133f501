using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Tests;

public sealed class EventRulesTests
{
    private static readonly EventValidator Validator = new(
        ["xiaohongshu"], new SkewWindows(new IngestionOptions()), new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string> Faults => new()
    {
        { "source missing", "source" },
        { "source too long", "source" },
        { "event id missing", "event_id" },
        { "event id with control character", "event_id" },
        { "event id that was no UTF-8", "event_id" },
        { "shop missing", "shop" },
        { "platform missing", "shop.platform" },
        { "platform unknown", "shop.platform" },
        { "shop id too long", "shop.shop_id" },
        { "time missing", "occurred_at" },
        { "time six minutes ahead", "occurred_at" },
        { "time in milliseconds", "occurred_at" },
        { "time in 1999", "occurred_at" },
        { "fact missing", "fact" },
        { "fact of a newer version", "fact" },
        { "role missing", "message_sent.role" },
        { "role unknown", "message_sent.role" },
        { "consultation missing", "message_sent.consultation_id" },
        { "text too long", "message_sent.text" },
        { "kind of opening unknown", "consultation_opened.kind" },
        { "closing without consultation", "consultation_closed.consultation_id" },
        { "initiator missing", "consultation_transferred.initiator" },
        { "kind of transfer missing", "consultation_transferred.kind" },
        { "no stars", "consultation_rated.stars" },
        { "six stars", "consultation_rated.stars" },
        { "mode missing", "service_mode_changed.mode" },
        { "settlement missing", "sales_proceeds_settled.settlement_id" },
        { "nothing settled", "sales_proceeds_settled.amount_fen" },
        { "too much settled", "sales_proceeds_settled.amount_fen" },
        { "event too large", "event" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_names_its_field_and_what_to_send(string fault, string field)
    {
        var found = Assert.Single(Validate(Faulty(fault)).All);
        Assert.Equal(field, found.Field);
        Assert.Matches("send|set|name|known|leave", found.Description);
    }

    [Fact]
    public void A_faulty_enum_is_answered_with_the_names_of_the_contract()
    {
        var found = Assert.Single(Validate(Faulty("role unknown")).All);
        Assert.StartsWith(
            "99 is no known value: send one of SENDER_ROLE_BUYER (1), SENDER_ROLE_HUMAN_AGENT (2),", found.Description,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_enters_up_to_the_limits()
    {
        Event[] whole =
        [
            Events.Message("a"),
            Events.Message("a").With(e => e.MessageSent.Text = ""),
            Events.Message("a").With(e => e.MessageSent.Text = string.Concat(Enumerable.Repeat("😀", 16_384))),
            Events.Message("a").With(e => e.OccurredAt = Timestamp.FromDateTimeOffset(Events.Noon.AddMinutes(5))),
        ];
        Assert.All(whole, item => Assert.Empty(Validate(item).All));
    }

    [Fact]
    public void Every_fault_of_an_event_is_found_at_once()
    {
        var faults = Validate(new Event { MessageSent = new MessageSent() });
        Assert.Equal(
            ["source", "event_id", "shop", "occurred_at", "message_sent.consultation_id", "message_sent.role"],
            faults.All.Select(fault => fault.Field));
    }

    [Fact]
    public void A_stored_record_holds_the_event_as_it_was_sent_and_fields_of_a_newer_sender_too()
    {
        var sent = Event.Parser.ParseFrom([.. Events.Message("a").ToByteArray(), 0xFA, 0x3F, 3, .. "new"u8]);
        Assert.Empty(Validate(sent).All);
        var prepared = EventCodec.Prepare(sent, Events.Sender(7), new Arrival(Events.Noon, 0), isLate: false);
        var record = EventRecord.Parser.ParseFrom(prepared.Record.Span);
        Assert.Equal(sent, record.Event);
        Assert.Equal(sent.ToByteArray(), record.Event.ToByteArray());
        Assert.Equal(Events.Noon, record.ReceivedAt.ToDateTimeOffset());
    }

    [Fact]
    public void The_content_hash_of_an_event_never_changes()
        => Assert.Equal(
            "db76087a49da9e591ed154597d701e72a245c928dade80148dd448f2771693d8",
            Convert.ToHexStringLower(EventCodec.Prepare(Events.Message("a"), Events.Sender(7), new Arrival(Events.Noon, 0), isLate: true).ContentHash));

    private static FieldFaults Validate(Event item)
    {
        var faults = new FieldFaults();
        Validator.Validate(item, Events.Noon, faults);
        return faults;
    }

    private static Event Faulty(string fault)
    {
        var item = Events.Message("a");
        return fault switch
        {
            "source missing" => item.With(e => e.Source = ""),
            "source too long" => item.With(e => e.Source = new string('x', 65)),
            "event id missing" => item.With(e => e.EventId = ""),
            "event id with control character" => item.With(e => e.EventId = "a\0"),
            "event id that was no UTF-8" => item.With(e => e.EventId = "a\uFFFD"),
            "shop missing" => item.With(e => e.Shop = null),
            "platform missing" => item.With(e => e.Shop.Platform = ""),
            "platform unknown" => item.With(e => e.Shop.Platform = "XiaoHongShu"),
            "shop id too long" => item.With(e => e.Shop.ShopId = new string('x', 129)),
            "time missing" => item.With(e => e.OccurredAt = null),
            "time six minutes ahead" => item.With(e => e.OccurredAt = Timestamp.FromDateTimeOffset(Events.Noon.AddMinutes(6))),
            "time in milliseconds" => item.With(e => e.OccurredAt = new Timestamp { Seconds = 1_716_177_600_000 }),
            "time in 1999" => item.With(e => e.OccurredAt = new Timestamp { Seconds = 930_000_000 }),
            "fact missing" => item.With(e => e.ClearFact()),
            "fact of a newer version" => Event.Parser.ParseFrom([.. item.With(e => e.ClearFact()).ToByteArray(), 0xA2, 0x06, 0]),
            "role missing" => item.With(e => e.MessageSent.Role = SenderRole.Unspecified),
            "role unknown" => item.With(e => e.MessageSent.Role = (SenderRole)99),
            "consultation missing" => item.With(e => e.MessageSent.ConsultationId = ""),
            "text too long" => item.With(e => e.MessageSent.Text = new string('x', 16_385)),
            "event too large" => Event.Parser.ParseFrom(
                [.. item.ToByteArray(), 0xFA, 0x3F, 0x80, 0x80, 0x40, .. new byte[1 << 20]]),
            _ => FaultyFact(fault, item),
        };
    }

    private static Event FaultyFact(string fault, Event item) => fault switch
    {
        "kind of opening unknown" => item.With(
            e => e.ConsultationOpened = new ConsultationOpened { ConsultationId = "c", Kind = (ConsultationKind)7 }),
        "closing without consultation" => item.With(e => e.ConsultationClosed = new ConsultationClosed()),
        "initiator missing" => item.With(e => e.ConsultationTransferred = new ConsultationTransferred
        {
            ConsultationId = "c", Kind = ConsultationKind.AfterSales,
        }),
        "kind of transfer missing" => item.With(e => e.ConsultationTransferred = new ConsultationTransferred
        {
            ConsultationId = "c", Initiator = TransferInitiator.User,
        }),
        "no stars" => item.With(e => e.ConsultationRated = new ConsultationRated { ConsultationId = "c" }),
        "six stars" => item.With(e => e.ConsultationRated = new ConsultationRated { ConsultationId = "c", Stars = 6 }),
        "mode missing" => item.With(e => e.ServiceModeChanged = new ServiceModeChanged()),
        "settlement missing" => item.With(e => e.SalesProceedsSettled = new SalesProceedsSettled { AmountFen = 5 }),
        "nothing settled" => item.With(e => e.SalesProceedsSettled = new SalesProceedsSettled { SettlementId = "s" }),
        "too much settled" => item.With(
            e => e.SalesProceedsSettled = new SalesProceedsSettled { SettlementId = "s", AmountFen = 1_000_000_000_001 }),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };
}
