using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// The last positions of the feed, read by one loop for all followers of this process: one query per wake-up however many follow.
/// </summary>
internal sealed class FeedHeads : BackgroundService
{
    private static readonly TimeSpan PollWithSignals = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollAlone = TimeSpan.FromMilliseconds(200);

    private readonly FeedLog log;
    private readonly FeedSignal signal;
    private readonly TimeProvider time;
    private readonly ILogger<FeedHeads> logger;
    private readonly SemaphoreSlim wake = new(0, 1);
    private volatile HeadsView current = new(new Dictionary<int, long>());
    private int followers;

    public FeedHeads(FeedLog log, FeedSignal signal, TimeProvider time, ILogger<FeedHeads> logger)
    {
        this.log = log;
        this.signal = signal;
        this.time = time;
        this.logger = logger;
        signal.Received += Wake;
    }

    /// <summary>The newest heads seen. Take the view, compare, then wait on that same view: no change is missed.</summary>
    internal HeadsView Current => current;

    /// <summary>Number of followers at this moment.</summary>
    internal int Followers => Volatile.Read(ref followers);

    public override void Dispose()
    {
        signal.Received -= Wake;
        wake.Dispose();
        base.Dispose();
    }

    internal void Enter()
    {
        Interlocked.Increment(ref followers);
        Wake();
    }

    internal void Leave() => Interlocked.Decrement(ref followers);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wake.WaitAsync(signal.IsSubscribed ? PollWithSignals : PollAlone, stoppingToken);
                if (Followers > 0)
                {
                    Publish(await log.HeadsAsync(stoppingToken));
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (failures++ == 0)
                {
                    logger.LogWarning("The feed's heads cannot be read ({Reason}); followers wait", e.Message);
                }

                var delay = BackOff.Delay(failures, PollAlone, TimeSpan.FromSeconds(2));
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Publish(IReadOnlyDictionary<int, long> heads)
    {
        var old = current;
        if (heads.Any(head => old.Of(head.Key) != head.Value))
        {
            current = new HeadsView(heads);
            old.Replace();
        }
    }

    private void Wake()
    {
        try
        {
            if (wake.CurrentCount == 0)
            {
                wake.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another signal came first: the loop wakes all the same.
        }
    }
}
