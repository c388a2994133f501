using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence.Feeds;
using NodaTime;

namespace CsPlatform.Ingestion.Tests;

public sealed class StorePlanTests
{
    private const int Partition = 7;

    private static readonly Dictionary<EventKey, StoredKey> Nothing = [];
    private static readonly HashSet<PlatformMonth> NoMonth = [];

    [Fact]
    public void A_batch_sent_again_gets_its_first_answer_copy_by_copy()
    {
        string[] batch = ["a", "b", "a", "a=other", "c"];
        var first = Plan(Arriving(Claimed(1), batch), Nothing);

        var again = Plan(Arriving(Claimed(1), batch), first.AddedKeys());

        Assert.Equal(["Accepted 1", "Accepted 2", "Duplicate 1", "Conflict 1", "Accepted 3"], Told(first));
        Assert.Equal(["Accepted 1", "Accepted 2", "Duplicate 1", "Conflict 1", "Accepted 3"], Told(again));
        Assert.Empty(again.Added);
        Assert.Empty(again.Appends);
    }

    [Fact]
    public void Two_arrivals_of_one_batch_that_meet_in_a_transaction_get_the_same_answers()
    {
        var plan = Plan([.. Arriving(Claimed(1), "a", "a"), .. Arriving(Claimed(1), "a", "a")], Nothing);

        Assert.Equal(["Accepted 1", "Duplicate 1", "Accepted 1", "Duplicate 1"], Told(plan));
        Assert.Single(plan.Added);
    }

    [Fact]
    public void Another_batch_and_a_key_without_a_claim_are_duplicates()
    {
        var stored = Plan([Item("a", Claimed(1)), Item("b", Claimed(0))], Nothing).AddedKeys();
        var plan = Plan([Item("a", Claimed(2)), Item("b", Claimed(0))], stored);

        Assert.Equal(["Duplicate 1", "Duplicate 2"], Told(plan));
        Assert.All(plan.Verdicts, verdict => Assert.False(verdict.IsRepeat));
    }

    [Fact]
    public void Of_a_sealed_month_only_what_is_stored_is_not_rejected()
    {
        var stored = Plan([Item("a", Claimed(1)), Item("b", Claimed(1))], Nothing).AddedKeys();
        HashSet<PlatformMonth> may = [new("xiaohongshu", new LocalDate(2024, 5, 1))];

        var plan = Plan(
            [Item("a", Claimed(2)), Item("b", Claimed(1)), Item("b=other", Claimed(1)), Item("c", Claimed(2))], stored, may);

        Assert.Equal(["Duplicate 1", "Accepted 2", "Conflict 2", "Rejected 0"], Told(plan));
    }

    [Fact]
    public void Only_the_sealed_month_of_the_sealed_platform_is_rejected()
    {
        HashSet<PlatformMonth> others = [new("xiaohongshu", new LocalDate(2024, 4, 1)), new("jd", new LocalDate(2024, 5, 1))];
        Assert.Equal(["Accepted 1"], Told(Plan([Item("a", Claimed(1))], Nothing, others)));
    }

    [Theory]
    [InlineData("2024-04-30T15:59:59Z", 4)]
    [InlineData("2024-04-30T16:00:00Z", 5)]
    [InlineData("2024-05-31T15:59:59Z", 5)]
    [InlineData("2024-05-31T16:00:00Z", 6)]
    public void A_month_is_the_natural_one_of_China_Standard_Time(string occurredAt, int month)
    {
        var item = Events.Message("a").With(e => e.OccurredAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
            DateTimeOffset.Parse(occurredAt, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(new LocalDate(2024, month, 1), EventCodec.Prepare(item, Events.Sender(Partition), Claimed(1), isLate: false).Month);
    }

    [Fact]
    public void A_duplicate_is_as_late_as_what_is_stored()
    {
        var stored = Plan([Item("a", Claimed(1), isLate: false), Item("b", Claimed(1), isLate: true)], Nothing);
        var again = Plan([Item("a", Claimed(2), isLate: true), Item("b", Claimed(1), isLate: false)], stored.AddedKeys());

        Assert.Equal([false, true], stored.Verdicts.Select(verdict => verdict.IsLate));
        Assert.Equal([false, true], again.Verdicts.Select(verdict => verdict.IsLate));
    }

    [Fact]
    public void A_copy_stays_a_duplicate_though_its_first_copy_was_stored_in_an_earlier_transaction_of_the_same_batch()
    {
        var batch = Arriving(Claimed(1), "a", "b", "a");
        var first = Plan(batch[..1], Nothing);
        var rest = Plan(batch[1..], first.AddedKeys());

        Assert.Equal(["Accepted 1"], Told(first));
        Assert.Equal(["Accepted 2", "Duplicate 1"], Told(rest));
    }

    private static PreparedEvent[] Arriving(Arrival arrival, params string[] batch)
        => [.. batch.Select(text => Item(text, arrival))];

    private static Arrival Claimed(long claim) => new(Events.Noon, claim);

    // "a" is the event a; "a=other" has its id and other content.
    private static PreparedEvent Item(string text, Arrival arrival, bool isLate = false)
        => EventCodec.Prepare(Events.Message(text.Split('=')[0], text: text), Events.Sender(Partition), arrival, isLate);

    private static StorePlan Plan(
        PreparedEvent[] events, Dictionary<EventKey, StoredKey> stored, HashSet<PlatformMonth>? closed = null)
    {
        var keys = events.Select(item => new EventKey(Partition, 1, item.EventId)).ToArray();
        var heads = new Dictionary<int, FeedHead> { [Partition] = new(stored.Count, null, null) };
        return StorePlan.Make(events, keys, stored, heads, closed ?? NoMonth);
    }

    private static IEnumerable<string> Told(StorePlan plan)
        => plan.Verdicts.Select(verdict => $"{verdict.Outcome} {verdict.Position}");
}
