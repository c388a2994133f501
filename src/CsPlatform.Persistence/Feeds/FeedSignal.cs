using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// Tells the readers of a feed, in this process and in others, that there is something new. A signal may be lost or come twice:
/// it only saves waiting for the next poll. Nothing here throws to, or waits for, the one who announces.
/// </summary>
public sealed class FeedSignal : BackgroundService
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly RedisChannel channel;
    private readonly string origin = Guid.CreateVersion7().ToString("N");
    private readonly Func<IConnectionMultiplexer> redis;
    private readonly TimeProvider time;
    private readonly ILogger<FeedSignal> logger;
    private readonly PendingPartitions pending = new();
    private IConnectionMultiplexer? connection;
    private volatile bool subscribed;
    private bool outage;

    /// <summary>Creates the signal of feed <paramref name="feed"/>; the connection is opened in the background.</summary>
    public FeedSignal(string feed, Func<IConnectionMultiplexer> redis, TimeProvider time, ILogger<FeedSignal> logger)
    {
        channel = new RedisChannel($"feed:{feed}", RedisChannel.PatternMode.Literal);
        this.redis = redis;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Raised on every signal, also without a change; handlers must be quick.</summary>
    internal event Action? Received;

    /// <summary>True while signals of other processes arrive; false means that only polling finds their news.</summary>
    internal bool IsSubscribed => subscribed && connection is { IsConnected: true };

    /// <summary>Says that these partitions have grown. Call it after the commit.</summary>
    public void Announce(params ReadOnlySpan<int> partitions)
    {
        pending.Add(partitions);
        Received?.Invoke();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Opening the connection may block for seconds when the server is away; starting the host must not wait for that.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SubscribeAsync(stoppingToken);
                await PublishAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                NoteOutage(e);
                await Task.Delay(Reconnect, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SubscribeAsync(CancellationToken cancellation)
    {
        connection ??= await Task.Run(redis, cancellation).WaitAsync(TimeSpan.FromSeconds(10), time, cancellation);
        if (!subscribed)
        {
            await connection.GetSubscriber().SubscribeAsync(channel, (_, message) => Receive(message))
                .WaitAsync(Deadline, time, cancellation);
            subscribed = true;
        }
    }

    private async Task PublishAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var partitions = await pending.TakeAsync(cancellation);
            await connection!.GetSubscriber().PublishAsync(channel, $"{origin}|{string.Join(',', partitions)}")
                .WaitAsync(Deadline, time, cancellation);
            if (outage)
            {
                outage = false;
                logger.LogInformation("Redis is back: followers are woken at once again");
            }
        }
    }

    private void Receive(RedisValue message)
    {
        if (!((string?)message ?? "").StartsWith(origin, StringComparison.Ordinal))
        {
            Received?.Invoke();
        }
    }

    private void NoteOutage(Exception cause)
    {
        if (!outage)
        {
            outage = true;
            logger.LogWarning("Redis does not answer ({Reason}): followers find news by polling until it does", cause.Message);
        }
    }
}
