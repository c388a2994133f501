using CsPlatform.Persistence.Feeds;
using CsPlatform.TestSupport;

namespace CsPlatform.Persistence.Tests;

/// <summary>Reads of many partitions at once.</summary>
[Collection("stores")]
public sealed class ManyPartitionsTests(PostgresFixture postgres)
{
    private const int Large = 900_000;

    [Fact]
    public async Task News_of_every_partition_come_in_one_read()
    {
        await using var harness = await Harness.StartAsync(postgres);
        await AppendToAsync(harness, Partitions.All, partition => [$"{partition}a", $"{partition}b"]);
        await AppendToAsync(harness, Partitions.All, partition => [$"{partition}c", $"{partition}d"]);
        var demands = Partitions.All.Reverse().Select(partition => new FeedDemand(partition, partition % 5, 1024)).ToList();
        var segments = await harness.Log.ReadAsync(demands, CancellationToken.None);
        Assert.Equal(
            demands.Where(demand => demand.After < 4).Select(demand => demand.Partition), segments.Select(segment => segment.Partition));
        foreach (var segment in segments)
        {
            string[] all = [.. "abcd".Select(letter => $"{segment.Partition}{letter}")];
            Assert.Equal(all[(segment.Partition % 5)..], Harness.Texts(segment));
        }
    }

    [Fact]
    public async Task Each_partition_is_read_as_far_as_was_demanded_of_it()
    {
        await using var harness = await Harness.StartAsync(postgres);
        for (var i = 0; i < 5; i++)
        {
            await AppendToAsync(harness, [1, 2, 3], _ => ["x", "y"]);
        }

        var segments = await harness.Log.ReadAsync(
            [new FeedDemand(1, 0, 1), new FeedDemand(2, 1, 6), new FeedDemand(3, 2, 1000)], CancellationToken.None);
        Assert.Equal([(1, 0L, 2L), (2, 1L, 8L), (3, 2L, 10L)], segments.Select(s => (s.Partition, s.After, s.CoveredTo)));
    }

    [Fact]
    public async Task A_read_of_many_large_records_stays_small_and_answers_the_first_demands()
    {
        await using var harness = await WithLargeRecordsAsync();
        var demands = Enumerable.Range(0, 40).Select(partition => new FeedDemand(partition, 0, 1024)).ToList();
        var segments = await harness.Log.ReadAsync(demands, CancellationToken.None);
        Assert.InRange(segments.Sum(segment => segment.Size), SegmentQuery.MostBytes - Large, SegmentQuery.MostBytes + Large);
        Assert.Equal(Enumerable.Range(0, segments.Count), segments.Select(segment => segment.Partition));
    }

    [Fact]
    public async Task A_follower_of_many_large_records_gets_all_of_them_and_the_partitions_take_turns()
    {
        await using var harness = await WithLargeRecordsAsync();
        var seen = new List<FeedSegment>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var segment in harness.Tail.FollowAsync(Partitions.All.ToDictionary(p => p, _ => 0L), limit.Token))
        {
            seen.Add(segment with { Records = [] });
            if (seen.Sum(one => one.CoveredTo - one.After) == 80)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 40), seen.Take(40).Select(segment => segment.Partition).Order());
        Assert.All(seen.GroupBy(segment => segment.Partition), segments => Assert.Equal([0L, 1L], segments.Select(s => s.After)));
    }

    private async Task<Harness> WithLargeRecordsAsync()
    {
        var harness = await Harness.StartAsync(postgres);
        for (var i = 0; i < 2; i++)
        {
            await AppendToAsync(harness, Enumerable.Range(0, 40), partition => [new string((char)('0' + partition), Large)]);
        }

        return harness;
    }

    private static async Task AppendToAsync(Harness harness, IEnumerable<int> partitions, Func<int, string[]> texts)
    {
        var appends = partitions.Select(partition => new FeedAppend(partition, Harness.Bytes(texts(partition)))).ToList();
        await harness.Database.InTransactionAsync(
            (connection, transaction, token) => harness.Log.AppendAsync(connection, transaction, appends, token), CancellationToken.None);
        harness.Signal.Announce([.. appends.Select(append => append.Partition)]);
    }
}
