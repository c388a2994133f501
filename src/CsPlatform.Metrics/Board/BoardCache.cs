using System.Data.Common;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Transactions;
using Google.Protobuf;
using StackExchange.Redis;

namespace CsPlatform.Metrics.Board;

/// <summary>
/// Boards in Redis, of the shops that somebody looks at. A board carries the position of the feed that it was counted at, and never takes the
/// place of one counted further. Keys begin with the database's name; those of a partition share its hash tag.
/// Everything here can be read from Postgres.
/// </summary>
internal sealed class BoardCache(RedisLink redis, DatabaseName database)
{
    // A shop that nobody looks at for a minute is counted no longer, and what is kept of it may lack something from then on. That somebody
    // looks is noted before Postgres is read, so that no batch falls between the two. What nobody asks for again is gone after two days.
    private const string Read = """
        local now = tonumber(redis.call('TIME')[1])
        local last = redis.call('ZSCORE', KEYS[2], ARGV[1])
        redis.call('ZADD', KEYS[2], now + 60, ARGV[1])
        redis.call('EXPIRE', KEYS[2], 172800)
        if not last or tonumber(last) <= now then return false end
        return redis.call('HGET', KEYS[1], 'board')
        """;

    private const string Write = """
        local known = redis.call('HMGET', KEYS[1], 'day', 'position')
        if known[1] and (known[1] > ARGV[1] or (known[1] == ARGV[1] and tonumber(known[2]) > tonumber(ARGV[2]))) then return 0 end
        redis.call('HSET', KEYS[1], 'day', ARGV[1], 'position', ARGV[2], 'board', ARGV[3])
        redis.call('EXPIRE', KEYS[1], 172800)
        redis.call('PUBLISH', ARGV[4], ARGV[5])
        return 1
        """;

    private const string Watched = """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', redis.call('TIME')[1])
        return redis.call('ZRANGE', KEYS[1], 0, -1)
        """;

    /// <summary>The board that is kept of a shop, and notes that somebody looks at it; null when none is, or Redis is away.</summary>
    public Task<LiveBoard?> ReadAsync(ShopKey shop) => redis.TryAsync<LiveBoard?>(
        async connection =>
        {
            var keys = await KeysAsync();
            var found = await connection.GetDatabase().ScriptEvaluateAsync(
                Read, [keys.Board(shop), keys.Watched(shop.Partition())], [BoardKeys.Member(shop)]);
            return found.IsNull ? null : LiveBoard.Parser.ParseFrom((byte[])found!);
        },
        null);

    /// <summary>Forgets that somebody looked at a shop, because there is none of that name.</summary>
    public Task ForgetAsync(ShopKey shop) => redis.TryAsync(
        async connection => await connection.GetDatabase().SortedSetRemoveAsync(
            (await KeysAsync()).Watched(shop.Partition()), BoardKeys.Member(shop)),
        false);

    /// <summary>Keeps a board, unless one that was counted further is kept.</summary>
    public Task WriteAsync(ShopKey shop, CountedBoard counted) => redis.TryAsync(
        async connection =>
        {
            var keys = await KeysAsync();
            RedisValue[] values =
                [counted.Board.Day, counted.Position, counted.Board.ToByteArray(), keys.Channel.ToString(), BoardKeys.Member(shop)];
            await connection.GetDatabase().ScriptEvaluateAsync(Write, [keys.Board(shop)], values);
            return true;
        },
        false);

    /// <summary>The shops of some partitions that somebody looks at; null when Redis is away.</summary>
    public Task<IReadOnlyList<ShopKey>?> WatchedAsync(IReadOnlyCollection<int> partitions) => redis.TryAsync<IReadOnlyList<ShopKey>?>(
        async connection =>
        {
            var (redisDatabase, keys) = (connection.GetDatabase(), await KeysAsync());
            var asked = partitions.Select(partition => redisDatabase.ScriptEvaluateAsync(Watched, [keys.Watched(partition)])).ToList();
            return [.. (await Task.WhenAll(asked)).SelectMany(members => (string[]?)members ?? []).Select(BoardKeys.Shop)];
        },
        null);

    /// <summary>Hears of the boards that other processes write; false when Redis is away.</summary>
    public Task<bool> SubscribeAsync(Action<ShopKey> written) => redis.TryAsync(
        async connection =>
        {
            await connection.GetSubscriber().SubscribeAsync((await KeysAsync()).Channel, (_, member) => written(BoardKeys.Shop((string)member!)));
            return true;
        },
        false);

    // The name comes from Postgres, once. Without it there are no keys to ask for: as good as no Redis.
    private async ValueTask<BoardKeys> KeysAsync()
    {
        try
        {
            return new BoardKeys(await database.GetAsync(CancellationToken.None));
        }
        catch (Exception e) when (e is DbException or TransactionFailedException)
        {
            throw new TimeoutException($"the name of the database cannot be read: {e.Message}", e);
        }
    }
}
