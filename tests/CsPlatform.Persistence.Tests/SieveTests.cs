using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Tests;

public sealed class SieveTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Without_a_filter_a_segment_passes_as_it_is()
    {
        var sieve = new Sieve(new Dictionary<int, long> { [1] = 0 }, null);
        var segment = Segment(1, 1, 1, 2);
        Assert.Same(segment, sieve.Pass(segment));
        Assert.False(sieve.OwesCover);
    }

    [Fact]
    public void What_passes_covers_what_was_left_out_before_it()
    {
        var sieve = Odd(1);
        Assert.Null(sieve.Pass(Segment(1, 1, 2, 4)));
        Assert.True(sieve.OwesCover);
        var passing = sieve.Pass(Segment(1, 3, 2, 3, 4))!;
        Assert.Equal((0, 5), (passing.After, passing.CoveredTo));
        Assert.Equal(4, Assert.Single(passing.Records).Position);
        Assert.False(sieve.OwesCover);
    }

    [Fact]
    public void What_only_was_left_out_is_told_once_for_each_partition()
    {
        var sieve = Odd(1, 2, 3);
        Assert.Null(sieve.Pass(Segment(2, 1, 2)));
        Assert.Null(sieve.Pass(Segment(1, 1, 2)));
        Assert.Null(sieve.Pass(Segment(1, 2, 2, 4)));
        Assert.NotNull(sieve.Pass(Segment(3, 1, 3)));
        Assert.Equal([(1, 0L, 3L), (2, 0L, 1L)], sieve.Cover(Now).Select(covered => (covered.Partition, covered.After, covered.CoveredTo)));
        Assert.Empty(sieve.Cover(Now));
        Assert.Equal(3, sieve.Pass(Segment(1, 4, 5))!.After);
    }

    private static Sieve Odd(params int[] partitions)
        => new(partitions.ToDictionary(partition => partition, _ => 0L), content => content[0] % 2 == 1);

    private static FeedSegment Segment(int partition, long first, params byte[] contents)
        => FeedSegment.Consecutive(partition, first, [.. contents.Select(content => (ReadOnlyMemory<byte>)new[] { content })], Now);
}
