using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Tests;

public sealed class FeedSegmentTests
{
    [Fact]
    public void A_sparse_segment_is_cut_and_joined_by_what_it_covers()
    {
        var whole = Sparse(0, 10, 2, 3, 7);
        var cut = whole.Take(2);
        var rest = whole.Behind(3)!;
        Assert.Equal((0, 3), (cut.After, cut.CoveredTo));
        Assert.Equal([2L, 3L], Positions(cut));
        Assert.Equal((3, 10), (rest.After, rest.CoveredTo));
        Assert.Equal([7L], Positions(rest));
        var again = FeedSegment.Join([cut, rest, Sparse(10, 20)]);
        Assert.Equal((0, 20), (again.After, again.CoveredTo));
        Assert.Equal([2L, 3L, 7L], Positions(again));
    }

    [Fact]
    public void Behind_its_last_record_a_segment_still_covers_something()
    {
        var rest = Sparse(0, 10, 2).Behind(5)!;
        Assert.Equal((5, 10, 0), (rest.After, rest.CoveredTo, rest.Records.Count));
        Assert.Null(rest.Behind(10));
        Assert.Same(rest, rest.Behind(5));
    }

    [Fact]
    public void Segments_that_do_not_adjoin_are_not_joined()
    {
        Assert.Throws<InvalidOperationException>(() => FeedSegment.Join([Sparse(0, 10), Sparse(11, 12)]));
        Assert.Throws<InvalidOperationException>(() => FeedSegment.Join([Sparse(0, 10), Sparse(9, 12)]));
        Assert.Throws<InvalidOperationException>(() => FeedSegment.Join([Sparse(0, 10), Sparse(10, 12) with { Partition = 2 }]));
    }

    private static FeedSegment Sparse(long after, long to, params long[] positions)
        => new(1, after, to, [.. positions.Select(p => new FeedRecord(p, new byte[] { 1 }))], DateTimeOffset.UnixEpoch);

    private static long[] Positions(FeedSegment segment) => [.. segment.Records.Select(record => record.Position)];
}
