using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;

namespace Faults.Tests;

/// <summary>What the checker must never let pass. A feed with one thing wrong fails for that thing.</summary>
public sealed class CheckerTests
{
    private readonly Ledger ledger = new();
    private readonly List<FeedEntry> feed = [];

    public CheckerTests()
    {
        for (var i = 0; i < 40; i++)
        {
            var sent = Some(conversation: $"c-{i % 4}", sequence: i / 4);
            var entry = new FeedEntry(i % 2, (i / 2) + 1, sent.Event);
            ledger.Send(sent);
            ledger.Answer(EventName.Of(sent.Event), "batch-1", ItemOutcome.Accepted, new Place(entry.Partition, entry.Position));
            feed.Add(entry);
        }
    }

    [Fact]
    public void A_feed_as_it_was_acknowledged_passes() => Assert.Empty(Check());

    [Fact]
    public void What_was_sent_and_never_acknowledged_may_be_there_or_not()
    {
        var sent = Some("c-9", 1);
        ledger.Send(sent);
        Assert.Empty(Check());
        feed.Add(new FeedEntry(0, 21, sent.Event));
        Assert.Empty(Check());
    }

    [Fact]
    public void A_lost_event_fails()
    {
        feed.RemoveAt(feed.Count - 1);
        Assert.Contains(Check(), fault => fault.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public void A_position_left_out_fails()
    {
        feed.RemoveAt(10);
        Assert.Contains(Check(), fault => fault.Contains("goes on at 7 instead of 6", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_that_is_there_twice_fails()
    {
        feed.Add(new FeedEntry(0, 21, feed[6].Event));
        Assert.Contains(Check(), fault => fault.Contains("is there twice", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_events_of_a_conversation_swapped_fail()
    {
        // Both sides agree, so only the order tells.
        var other = new Ledger();
        foreach (var sequence in (int[])[2, 1])
        {
            var sent = Some("c-1", sequence);
            other.Send(sent);
            other.Answer(EventName.Of(sent.Event), "batch-1", ItemOutcome.Accepted, new Place(7, 3 - sequence));
        }

        var swapped = new[] { new FeedEntry(7, 1, Some("c-1", 2).Event), new FeedEntry(7, 2, Some("c-1", 1).Event) };
        Assert.Contains(FeedChecker.Check(other, swapped), fault => fault.Contains("comes after", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_at_another_position_than_the_acknowledged_one_fails()
    {
        (feed[2], feed[6]) = (feed[2] with { Event = feed[6].Event }, feed[6] with { Event = feed[2].Event });
        Assert.Contains(Check(), fault => fault.Contains("acknowledged at 0:2, stands at 0:4", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_that_nobody_sent_fails()
    {
        feed.Add(new FeedEntry(0, 21, Some("c-9", 1).Event));
        Assert.Contains(Check(), fault => fault.Contains("was never sent", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_with_other_content_fails()
    {
        var changed = feed[5].Event.Clone();
        changed.MessageSent.Text = "changed";
        feed[5] = feed[5] with { Event = changed };
        Assert.Contains(Check(), fault => fault.Contains("not what was sent", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_that_contradicts_an_earlier_one_fails()
    {
        ledger.Answer(EventName.Of(feed[0].Event), "batch-1", ItemOutcome.Duplicate, new Place(0, 2));
        Assert.Contains(Check(), fault => fault.Contains("later, as Duplicate, at 0:2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_accepted_from_two_batches_fails()
    {
        ledger.Answer(EventName.Of(feed[0].Event), "batch-2", ItemOutcome.Accepted, new Place(0, 1));
        Assert.Contains(Check(), fault => fault.Contains("accepted twice", StringComparison.Ordinal));
    }

    [Fact]
    public void A_live_follower_that_missed_repeated_or_swapped_a_record_fails()
    {
        Assert.Empty(FeedChecker.CompareLive(feed, feed));
        Assert.NotEmpty(FeedChecker.CompareLive([.. feed.Skip(1)], feed));
        Assert.NotEmpty(FeedChecker.CompareLive([.. feed, feed[0]], feed));
        Assert.NotEmpty(FeedChecker.CompareLive([feed[2], feed[1], feed[0], .. feed.Skip(3)], feed));
    }

    private static SentEvent Some(string conversation, int sequence) => new(
        new Event
        {
            Source = "im",
            EventId = $"{conversation}-{sequence}",
            Shop = new ShopKey { Platform = "xiaohongshu", ShopId = "shop-1" },
            MessageSent = new MessageSent { ConsultationId = conversation, Text = $"{sequence}" },
        },
        conversation,
        sequence);

    private IReadOnlyList<string> Check() => FeedChecker.Check(ledger, feed);
}
