using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence;
using StackExchange.Redis;

namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// Fills sorted sets as rows come, a command per so many clocks of a partition, with a bounded number of commands under way. An earlier
/// time wins over a later one: what was written meanwhile may be newer, and to look too early costs nothing.
/// </summary>
internal sealed class ClockRebuild(IDatabase redis, string name)
{
    private const int PerCommand = 1_000;
    private const int MostUnderWay = 64;

    // Score and member in turns. Whole milliseconds are written as such, which costs both sides less than a fraction.
    private readonly List<object>[] waiting = [.. Partitions.All.Select(_ => new List<object>())];
    private readonly Queue<Task> underWay = [];

    /// <summary>Clocks so far.</summary>
    internal long Count { get; private set; }

    internal async ValueTask AddAsync(DueClock clock)
    {
        Count++;
        var some = waiting[clock.Partition];
        some.Add(clock.At);
        some.Add(ClockKeys.Member(clock.Id));
        if (some.Count == 2 * PerCommand)
        {
            await SendAsync(clock.Partition);
        }
    }

    /// <summary>Sends what is left, waits for everything, and marks the partitions as built.</summary>
    internal async Task FinishAsync(IReadOnlyCollection<int> partitions)
    {
        foreach (var partition in partitions)
        {
            await SendAsync(partition);
        }

        await Task.WhenAll(underWay);
        await Task.WhenAll(partitions.Select(partition =>
            redis.SortedSetAddAsync(ClockKeys.Set(name, partition), ClockKeys.Built, double.NegativeInfinity)));
    }

    private async Task SendAsync(int partition)
    {
        if (waiting[partition].Count == 0)
        {
            return;
        }

        if (underWay.Count == MostUnderWay)
        {
            await underWay.Dequeue();
        }

        object[] words = [ClockKeys.Set(name, partition), "LT", .. waiting[partition]];
        underWay.Enqueue(redis.ExecuteAsync("ZADD", words));
        waiting[partition].Clear();
    }
}
