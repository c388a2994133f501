using CsPlatform.Ingestion.Flow;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class BucketTableTests
{
    private static readonly long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void A_million_keys_leave_only_those_that_still_owe()
    {
        var rule = new BucketRule(1_000, 1_000);
        var table = new BucketTable<int>(rule, 100_000);
        var largest = 0;
        for (var key = 0; key < 1_000_000; key++)
        {
            // 10,000 keys a second, an event each: a bucket is full again after a millisecond.
            table.Take(key, 1, key * Second / 10_000);
            largest = Math.Max(largest, table.Count);
        }

        Assert.InRange(largest, 1, 1_024);
    }

    [Fact]
    public void Over_the_hard_limit_those_that_owe_least_are_forgotten()
    {
        var rule = new BucketRule(1, 1_000);
        var table = new BucketTable<int>(rule, 2_000);
        for (var key = 0; key < 10_000; key++)
        {
            table.Take(key, key == 0 ? 1_000 : 1, 0);
            Assert.InRange(table.Count, 1, 2_000);
        }

        Assert.Equal(1_000 * Second, table.WaitFor(0, 1_000, 0));
    }

    [Fact]
    public void What_is_given_back_can_be_taken_again()
    {
        var table = new BucketTable<string>(new BucketRule(1, 10), 100);
        table.Take("a", 10, 0);
        Assert.Equal(4 * Second, table.WaitFor("a", 4, 0));
        table.Return("a", 4);
        Assert.Equal(0, table.WaitFor("a", 4, 0));
        table.Return("unknown", 1);
        Assert.Equal(1, table.Count);
    }
}
