using CsPlatform.Ingestion.Flow;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class TokenBucketTests
{
    private static readonly long Second = TimeSpan.TicksPerSecond;

    [Theory]
    // rate, burst, taken at 0, asked for, after milliseconds: waits so many milliseconds
    [InlineData(10, 5, 0, 5, 0, 0)]
    [InlineData(10, 5, 5, 1, 0, 100)]
    [InlineData(10, 5, 5, 5, 0, 500)]
    [InlineData(10, 5, 5, 5, 400, 100)]
    [InlineData(10, 5, 5, 5, 500, 0)]
    [InlineData(10, 5, 4, 1, 0, 0)]
    [InlineData(10, 5, 0, 50, 0, 0)]
    [InlineData(10, 5, 1, 50, 0, 100)]
    [InlineData(10, 5, 50, 1, 0, 4_600)]
    [InlineData(1, 1, 1, 1, 999, 1)]
    [InlineData(1_000_000, 100_000_000, 100_000_000, 1_000, 0, 1)]
    public void A_batch_waits_until_it_fits_the_burst_and_one_over_it_until_the_bucket_is_full(
        int rate, int burst, int taken, int asked, int after, int waits)
    {
        var rule = new BucketRule(rate, burst);
        var bucket = default(TokenBucket).Take(rule, 0, taken);
        var wait = bucket.WaitFor(rule, after * Second / 1_000, asked);
        Assert.Equal(waits * Second / 1_000, wait);
    }

    [Fact]
    public void A_wait_is_the_shortest_after_which_the_batch_may_pass()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var rule = new BucketRule(random.Next(1, 100_000), random.Next(1, 100_000));
            var bucket = default(TokenBucket).Take(rule, random.NextInt64(Second), random.Next(1, 200_000));
            var (now, asked) = (random.NextInt64(3 * Second), random.Next(1, 9_000));
            var wait = bucket.WaitFor(rule, now, asked);
            Assert.Equal(0, bucket.WaitFor(rule, Math.Max(now, bucket.At) + wait, asked));
            if (wait > 0)
            {
                Assert.Equal(1, bucket.WaitFor(rule, Math.Max(now, bucket.At) + wait - 1, asked));
            }
        }
    }

    [Fact]
    public void In_no_interval_pass_more_events_than_the_burst_and_what_the_rate_gives_back_in_it()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var rule = new BucketRule(random.Next(1, 5_000), random.Next(100, 10_000));
            var (bucket, now, passed) = (default(TokenBucket), 0L, new List<(long At, int Count)>());
            for (var i = 0; i < 200; i++)
            {
                now += random.NextInt64(Second / 10);
                var count = random.Next(1, rule.Burst + 1);
                if (bucket.WaitFor(rule, now, count) == 0)
                {
                    bucket = bucket.Take(rule, now, count);
                    passed.Add((now, count));
                }
            }

            for (var first = 0; first < passed.Count; first++)
            {
                var sum = 0L;
                foreach (var (at, count) in passed.Skip(first))
                {
                    sum += count;
                    Assert.True(sum * Second <= (rule.Burst * Second) + ((at - passed[first].At) * rule.PerSecond));
                }
            }
        }
    }

    [Fact]
    public void A_pause_of_any_length_fills_the_bucket_and_a_clock_that_stands_gives_nothing()
    {
        var rule = new BucketRule(1_000_000, 100_000_000);
        var bucket = default(TokenBucket).Take(rule, 5, 100_000_000);
        Assert.Equal(0, bucket.Drained(rule, long.MaxValue).Debt);
        Assert.Equal(bucket, bucket.Drained(rule, 5));
        Assert.Equal(bucket, bucket.Drained(rule, 0));
        Assert.Equal(0, bucket.Return(200_000_000).Debt);
    }
}
