namespace CsPlatform.Persistence.Tests;

public sealed class PartitionsTests
{
    [Theory]
    [InlineData(91, "a")]
    [InlineData(126, "xiaohongshu", "5d0f1a2b3c4d5e6f7a8b9c0d")]
    [InlineData(128, "xiaohongshu", "shop-1")]
    [InlineData(176, "xiaohongshu", "店铺")]
    [InlineData(202, "", "")]
    public void The_partition_of_a_key_never_changes(int partition, params string[] key)
        => Assert.Equal(partition, Partitions.Of(key));

    [Fact]
    public void Where_one_part_ends_and_the_next_begins_matters()
    {
        var together = Enumerable.Range(0, 64).Count(i => Partitions.Of($"ab{i}", "c") == Partitions.Of($"ab{i}c", ""));
        Assert.True(together < 16, $"{together} of 64 keys fell together");
    }

    [Fact]
    public void Keys_spread_evenly_over_the_partitions()
    {
        var counts = new int[Partitions.Count];
        for (var i = 0; i < 256 * 100; i++)
        {
            counts[Partitions.Of("platform", $"{i}")]++;
        }

        Assert.InRange(counts.Min(), 50, 100);
        Assert.InRange(counts.Max(), 100, 150);
    }

    [Fact]
    public void A_long_key_is_hashed_whole()
        => Assert.NotEqual(Partitions.Of(new string('x', 5000)), Partitions.Of(new string('x', 4999)));

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public void A_number_out_of_range_is_refused(int partition)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Partitions.ThrowIfUnknown(partition));
}
