using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Tests;

public sealed class FollowerTurnsTests
{
    [Fact]
    public void A_little_news_in_every_partition_is_one_round()
    {
        var turns = new FollowerTurns(At(_ => 7));
        var demands = turns.Next(Heads(_ => 7 + 30));
        Assert.Equal(Partitions.All.Select(partition => new FeedDemand(partition, 7, 30)), demands);
    }

    [Fact]
    public void Whoever_is_far_behind_reads_no_more_at_once_and_every_partition_has_its_turn()
    {
        var turns = new FollowerTurns(At(_ => 0));
        var view = Heads(_ => 1_000_000);
        var served = new List<int>();
        for (var round = 0; round < 32; round++)
        {
            var demands = turns.Next(view);
            Assert.Equal(FollowerTurns.RecordsPerRound, demands.Sum(demand => demand.Records));
            served.AddRange(demands.Select(demand => demand.Partition));
            Read(turns, demands);
        }

        Assert.Equal(Partitions.All, served.Order());
    }

    [Fact]
    public void A_long_partition_leaves_room_for_the_others()
    {
        var demands = new FollowerTurns(At(_ => 0)).Next(Heads(partition => partition == 3 ? 1_000_000 : 2));
        Assert.Equal(Partitions.Count, demands.Count);
        Assert.Equal(FollowerTurns.RecordsPerPartition, demands.Single(demand => demand.Partition == 3).Records);
    }

    [Fact]
    public void However_the_news_lie_a_round_stays_in_its_bounds_and_all_is_read_in_the_end()
    {
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var most = random.Next(1, 5000);
            var ends = Partitions.All.Select(_ => random.Next(3) == 0 ? 0L : random.Next(most)).ToArray();
            var view = Heads(partition => ends[partition]);
            var turns = new FollowerTurns(At(_ => 0));
            var read = new long[Partitions.Count];
            while (turns.Next(view) is { Count: > 0 } demands)
            {
                Assert.InRange(demands.Sum(demand => demand.Records), 1, FollowerTurns.RecordsPerRound);
                Assert.All(demands, demand => Assert.Equal(read[demand.Partition], demand.After));
                Read(turns, demands);
                demands.ToList().ForEach(demand => read[demand.Partition] += demand.Records);
            }

            Assert.Equal(ends, read);
        }
    }

    [Fact]
    public void What_a_round_that_was_cut_short_left_comes_first_in_the_next()
    {
        var turns = new FollowerTurns(At(_ => 0));
        var view = Heads(_ => 2);
        Read(turns, turns.Next(view).Take(10));
        Assert.Equal([10, 11, 12], turns.Next(view).Take(3).Select(demand => demand.Partition));
    }

    [Fact]
    public void A_segment_that_leaves_a_gap_is_refused()
    {
        var turns = new FollowerTurns(At(_ => 4));
        var error = Assert.Throws<InvalidOperationException>(() => Read(turns, [new FeedDemand(9, 5, 1)]));
        Assert.Contains("Partition 9 continues at 6 after 4", error.Message, StringComparison.Ordinal);
    }

    private static void Read(FollowerTurns turns, IEnumerable<FeedDemand> demands)
    {
        foreach (var demand in demands)
        {
            turns.Advance(new FeedSegment(
                demand.Partition, demand.After, demand.After + demand.Records, [], DateTimeOffset.UnixEpoch));
        }
    }

    private static Dictionary<int, long> At(Func<int, long> position) => Partitions.All.ToDictionary(partition => partition, position);

    private static HeadsView Heads(Func<int, long> position) => new(At(position));
}
