using StackExchange.Redis;

namespace CsPlatform.Metrics.Board;

/// <summary>
/// Redis as something that may be away: nobody waits for it longer than the deadline, and after a failure nobody asks for a moment.
/// </summary>
internal sealed class RedisLink(Func<IConnectionMultiplexer> redis, TimeProvider time, ILogger<RedisLink> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<IConnectionMultiplexer>? opening;
    private long failedAt;
    private volatile bool away;

    /// <summary>What the call gives; <paramref name="otherwise"/> while Redis is away.</summary>
    public async Task<T> TryAsync<T>(Func<IConnectionMultiplexer, Task<T>> call, T otherwise)
    {
        if (away && time.GetElapsedTime(Volatile.Read(ref failedAt)) < Pause)
        {
            return otherwise;
        }

        try
        {
            var connection = await OpenAsync().WaitAsync(Deadline, time);
            if (!connection.IsConnected)
            {
                throw new TimeoutException("not connected");
            }

            var result = await call(connection).WaitAsync(Deadline, time);
            if (away)
            {
                away = false;
                logger.LogInformation("Redis is back: boards are answered from it again");
            }

            return result;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            Note(e);
            return otherwise;
        }
    }

    // Opening may block for seconds when the server is away: nobody who asks waits for that.
    private Task<IConnectionMultiplexer> OpenAsync()
    {
        lock (gate)
        {
            return opening is null or { IsFaulted: true } ? opening = Task.Run(redis) : opening;
        }
    }

    private void Note(Exception cause)
    {
        Volatile.Write(ref failedAt, time.GetTimestamp());
        if (!away)
        {
            away = true;
            logger.LogWarning("Redis does not answer ({Reason}): boards are read from Postgres until it does", cause.Message);
        }
    }
}
