using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using Google.Protobuf;
using NodaTime;

namespace CsPlatform.Metrics.Tests;

public class TimelineCodecTests
{
    private static readonly Instant At = Instant.FromUtc(2022, 6, 1, 2, 0);

    [Fact]
    public void Every_kind_of_entry_comes_back_as_it_was_stored()
    {
        var first = new EventKey("im", "01");
        TimelineEntry[] entries =
        [
            new MessageEntry(At, first, SenderRole.Buyer)
            {
                BuyerId = "u", ReceivedAt = At + Duration.FromNanoseconds(-7), Position = 12, IsBlank = true,
            },
            new OpenedEntry(At, new("im", "02")) { BuyerId = "u" },
            new QueuedEntry(At, new("im", "03")),
            new AssignedEntry(At, new("im", "04"), "A"),
            new HandedOverEntry(At, new("im", "05"), null, "B"),
            new HandedOverEntry(At, new("im", "06"), "B", "C"),
            new OfflineEntry(At, new("im", "07")),
            new MessageEntry(At, new("im", "08"), SenderRole.AssistedBot) { AgentId = "C" },
            new MessageEntry(At, new("im", "09"), SenderRole.System),
            new RecalledEntry(At, new("other", "10"), first),
            new ExcludedEntry(At, new("other", "11"), null, ExclusionReason.Outage, "operations"),
            new ExcludedEntry(At, new("other", "12"), new EventKey("third", "9"), ExclusionReason.Spam, "operations"),
            new RatedEntry(At, new("im", "13"), 4),
            new ClosedEntry(At, new("im", "14")),
            new ReportDecidedEntry(At, new("im", "15"), "r", "u", true),
            new HoursStatedEntry(At, new("im", "16"), new DailyHours(new LocalTime(9, 30), null)),
            new HoursStatedEntry(At, new("im", "17"), new DailyHours(new LocalTime(22, 0), new LocalTime(6, 15))),
            new BuyerExcludedEntry(At, new("im", "18"), "u", ExclusionReason.Malicious, "operations"),
            new SpanExcludedEntry(At, new("im", "19"), new Interval(At, At + Duration.FromHours(2)), ExclusionReason.Outage, "x"),
        ];
        var timeline = Timeline.Of(entries);

        Assert.Equal(timeline.Entries.ToArray(), TimelineCodec.FromRow(TimelineCodec.ToRow(timeline)).Entries.ToArray());
    }

    [Fact]
    public void A_row_of_before_these_kinds_still_reads()
    {
        var state = new TimelineState { Sources = { "im" } };
        state.Items.Add(new TimelineItem { NanosecondsLater = 1, EventId = "1", Kind = ItemKind.Opened });
        state.Items.Add(new TimelineItem { NanosecondsLater = 1, EventId = "2", Kind = ItemKind.HumanAgent });
        state.Items.Add(new TimelineItem { NanosecondsLater = 1, EventId = "3", Kind = ItemKind.Rated, Stars = 5 });

        var read = TimelineCodec.FromRow(state.ToByteArray()).Entries;

        var epoch = NodaConstants.UnixEpoch;
        TimelineEntry[] expected =
        [
            new OpenedEntry(epoch.PlusNanoseconds(1), new("im", "1")),
            new MessageEntry(epoch.PlusNanoseconds(2), new("im", "2"), SenderRole.HumanAgent),
            new RatedEntry(epoch.PlusNanoseconds(3), new("im", "3"), 5),
        ];
        Assert.Equal(expected, read);
    }
}
