using System.Globalization;
using System.Text.RegularExpressions;
using CsPlatform.TestSupport;
using StackExchange.Redis;

namespace Benchmarks.Metrics;

/// <summary>The same Redis as others use it: redis-benchmark with 16 commands in a pipeline, and one sorted set of plain members.</summary>
internal sealed partial class RedisPeer(RedisFixture redis)
{
    private const int Pipeline = 16;
    private static readonly RedisKey Key = "peer";

    /// <summary>ZADD commands a second, and ZREM commands a second, with as many different members as commands.</summary>
    internal async Task<(double Added, double Removed)> SpeedAsync(int commands)
    {
        await redis.EmptyAsync();
        var added = await RunAsync(commands, "ZADD", $"{Key}", "__rand_int__", "clock:__rand_int__");
        var removed = await RunAsync(commands, "ZREM", $"{Key}", "clock:__rand_int__");
        await redis.EmptyAsync();
        return (added, removed);
    }

    /// <summary>Bytes that a member of one sorted set takes: ids of 16 bytes by their time.</summary>
    internal async Task<double> BytesPerMemberAsync(int members)
    {
        await redis.EmptyAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var before = await UsedMemoryAsync(connection);
        var database = connection.GetDatabase();
        var at = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var chunk in Enumerable.Range(0, members).Chunk(5_000))
        {
            await database.SortedSetAddAsync(Key, [.. chunk.Select(i => new SortedSetEntry(Guid.NewGuid().ToByteArray(), at + i))]);
        }

        var after = await UsedMemoryAsync(connection);
        await redis.EmptyAsync();
        return (after - before) / (double)members;
    }

    /// <summary>Memory that Redis uses, in bytes.</summary>
    internal static async Task<long> UsedMemoryAsync(IConnectionMultiplexer connection)
    {
        var info = await connection.GetServer(connection.GetEndPoints()[0]).InfoAsync("memory");
        return long.Parse(info.SelectMany(section => section).First(line => line.Key == "used_memory").Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"([0-9.]+) requests per second")]
    private static partial Regex Speed();

    private async Task<double> RunAsync(int commands, params string[] command)
    {
        var port = ConfigurationOptions.Parse(redis.ConnectionString).EndPoints[0].ToString()!.Split(':')[^1];
        var output = await ServerProcess.RunAsync(
            ServerProcess.Find("redis-benchmark", "redis-tools"),
            ["-p", port, "-P", $"{Pipeline}", "-n", $"{commands}", "-r", $"{commands}", "-q", .. command]);
        return double.Parse(Speed().Matches(output)[^1].Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
