using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using StackExchange.Redis;

namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// The clocks in Redis: per partition a sorted set by the time of the next stage. It says when to look and decides nothing: a clock
/// that is missing there is found in Postgres a little later, and one that is there in vain is found to have nothing to say.
/// </summary>
internal sealed class ClockIndex(
    Func<IConnectionMultiplexer> connect, Database database, DatabaseName databaseName, TimeProvider time, ILogger<ClockIndex> log)
{
    private const int MostPerPartition = 5_000;
    private const int PerCommand = 1_000;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    // Built by this process since it started: what the one before it did not get to write is written then.
    private readonly bool[] isBuilt = new bool[Partitions.Count];
    private Task<IDatabase>? connecting;
    private string? name;
    private bool isAway;

    /// <summary>
    /// What has to be looked at up to an instant (in milliseconds since 1970), of the partitions that Redis holds; the others are lost.
    /// Null: Redis does not answer, and all are.
    /// </summary>
    internal async Task<(IReadOnlyList<DueClock> Due, IReadOnlyList<int> Lost)?> DueAsync(long until, CancellationToken cancellation)
    {
        try
        {
            var redis = await RedisAsync(cancellation);
            var reads = Partitions.All.Select(partition => redis.SortedSetRangeByScoreWithScoresAsync(
                ClockKeys.Set(name!, partition), stop: until, take: MostPerPartition)).ToArray();
            var sets = await Task.WhenAll(reads).WaitAsync(Deadline, time, cancellation);
            NoteAnswer();
            return Read(sets);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is not OperationCanceledException)
        {
            NoteAway(e);
            return null;
        }
    }

    /// <summary>Writes words in as few commands as there are partitions, and waits for the answer.</summary>
    /// <exception cref="RedisException">Redis does not take them; it may have taken some.</exception>
    internal async Task WriteAsync(IReadOnlyList<KeyValuePair<int, Dictionary<Guid, PendingClock>>> words, CancellationToken cancellation)
    {
        var redis = await RedisAsync(cancellation);
        var writes = new List<Task>(words.Count);
        foreach (var (partition, clocks) in words)
        {
            var key = ClockKeys.Set(name!, partition);
            var (put, gone) = Split(clocks);
            writes.AddRange(gone.Chunk(PerCommand).Select(some => redis.SortedSetRemoveAsync(key, some)));
            writes.AddRange(put.Chunk(2 * PerCommand).Select(some => redis.ExecuteAsync("ZADD", [key, .. some])));
        }

        await Task.WhenAll(writes).WaitAsync(Deadline, time, cancellation);
    }

    /// <summary>Builds partitions anew from Postgres; returns the number of clocks. What others write meanwhile stays.</summary>
    internal async Task<long> RebuildAsync(IReadOnlyCollection<int> partitions, CancellationToken cancellation)
    {
        var redis = await RedisAsync(cancellation);
        var count = await database.ReadAsync(
            async (connection, token) =>
            {
                var rebuild = new ClockRebuild(redis, name!);
                await ClockStore.ReadAllAsync(connection, partitions, rebuild.AddAsync, token);
                await rebuild.FinishAsync(partitions);
                return rebuild.Count;
            },
            cancellation);
        foreach (var partition in partitions)
        {
            isBuilt[partition] = true;
        }

        return count;
    }

    // What is put, as score and member in turns (whole milliseconds are cheaper to write and to read than fractions), and what goes.
    private static (List<object> Put, List<RedisValue> Gone) Split(Dictionary<Guid, PendingClock> clocks)
    {
        var (put, gone) = (new List<object>(2 * clocks.Count), new List<RedisValue>());
        foreach (var (id, clock) in clocks)
        {
            if (clock.At is { } at)
            {
                put.Add(at);
                put.Add(ClockKeys.Member(id));
            }
            else
            {
                gone.Add(ClockKeys.Member(id));
            }
        }

        return (put, gone);
    }

    private (IReadOnlyList<DueClock> Due, IReadOnlyList<int> Lost) Read(SortedSetEntry[][] sets)
    {
        var (due, lost) = (new List<DueClock>(), new List<int>());
        foreach (var partition in Partitions.All)
        {
            var set = sets[partition];
            isBuilt[partition] &= set.Length > 0 && set[0].Element == ClockKeys.Built;
            if (!isBuilt[partition])
            {
                lost.Add(partition);
            }

            foreach (var entry in set)
            {
                if (ClockKeys.Id(entry.Element) is { } id)
                {
                    due.Add(new DueClock(partition, id, (long)entry.Score));
                }
            }
        }

        return (due, lost);
    }

    // Connecting blocks for seconds when the server is away, so it happens aside, once, and whoever comes meanwhile is told no.
    private async Task<IDatabase> RedisAsync(CancellationToken cancellation)
    {
        name ??= await databaseName.GetAsync(cancellation);
        if (connecting is null or { IsFaulted: true })
        {
            connecting = Task.Run(() => connect().GetDatabase(), CancellationToken.None);
        }

        return await connecting.WaitAsync(Deadline, time, cancellation);
    }

    private void NoteAnswer()
    {
        if (isAway)
        {
            isAway = false;
            log.LogInformation("Redis is back: clocks are looked up there again");
        }
    }

    private void NoteAway(Exception cause)
    {
        if (!isAway)
        {
            isAway = true;
            log.LogWarning("Redis does not answer ({Reason}): clocks are looked up in Postgres until it does", cause.Message);
        }
    }
}
