using CsPlatform.TestSupport;
using Faults.Tests.Checking;

namespace Faults.Tests.Loads;

/// <summary>Several senders, each of several shops, some shops shared, and a follower: what faults strike.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Streams = 4;

    private readonly CancellationTokenSource giveUp = new(TimeSpan.FromMinutes(10));
    private readonly CancellationTokenSource enough = new();
    private readonly List<ISender> senders = [];
    private readonly List<Script> scripts = [];
    private readonly LiveFollower follower;
    private readonly Random random;
    private Task[] sending = [];
    private Task following = Task.CompletedTask;

    private Load(Func<int, Uri> addressOf, int seed, bool twins)
    {
        random = new Random(seed);
        Outages = new Outages(Ledger);
        follower = new LiveFollower(() => addressOf(0), Outages);
        for (var i = 0; i < Streams; i++)
        {
            Add(i, addressOf, isUnary: false, twins);
        }

        Add(Streams, addressOf, isUnary: true, twins);
    }

    internal Ledger Ledger { get; } = new();

    /// <summary>Calls that failed.</summary>
    internal Outages Outages { get; }

    /// <summary>Items sent, copies, conflicts and faulty ones included, without those sent again.</summary>
    internal long Items => scripts.Sum(script => script.Items);

    /// <summary>Starts it. Sender n asks <paramref name="addressOf"/> for its address whenever it connects.</summary>
    /// <param name="addressOf">Where sender n, and the follower as 0, find the service.</param>
    /// <param name="seed">What is sent follows from it.</param>
    /// <param name="twins">Whether senders come in pairs that send the same events at the same time.</param>
    internal static Load Start(Func<int, Uri> addressOf, int seed, bool twins = false)
    {
        var load = new Load(addressOf, seed, twins);
        load.sending = [.. load.senders.Select(sender => Task.Run(() => sender.RunAsync(load.giveUp.Token)))];
        load.following = Task.Run(() => load.follower.RunAsync(load.enough.Token));
        return load;
    }

    /// <summary>Waits until so many more events are acknowledged.</summary>
    internal Task GoesOnAsync(int more)
    {
        var goal = Ledger.AcknowledgedCount + more;
        return Eventually.HoldsAsync(
            async () =>
            {
                await ThrowIfBrokenAsync();
                return Ledger.AcknowledgedCount >= goal;
            },
            $"{more} more events are acknowledged; {Outages.Count} calls failed so far",
            seconds: 60);
    }

    /// <summary>
    /// Sends no more new events, waits until everything is acknowledged and the follower has seen it, reads the feed and proves it.
    /// Gives the events proved.
    /// </summary>
    internal async Task<int> ProveAsync(Uri address)
    {
        senders.ForEach(sender => sender.Stop());
        await Task.WhenAll(sending).WaitAsync(TimeSpan.FromSeconds(120));
        var heads = await WholeFeed.HeadsAsync(address);
        await Eventually.HoldsAsync(() => follower.IsAt(heads), "the live follower comes to the end", seconds: 60);
        var feed = await WholeFeed.ReadAsync(address);
        Assert.Empty(FeedChecker.Check(Ledger, feed));
        Assert.Empty(FeedChecker.CompareLive(follower.Entries, feed));
        // Every sender was answered in full, so nothing of what was sent may be missing either.
        Assert.Equal(Ledger.Sent.Count, feed.Count);
        return feed.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await giveUp.CancelAsync();
        await enough.CancelAsync();
        await Task.WhenAll([.. sending, following]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        giveUp.Dispose();
        enough.Dispose();
    }

    private async Task ThrowIfBrokenAsync()
    {
        foreach (var task in sending.Append(following).Where(task => task.IsCompleted))
        {
            await task;
        }

        Assert.True(Ledger.Faults.Count == 0, string.Join("\n", Ledger.Faults));
    }

    private void Add(int number, Func<int, Uri> addressOf, bool isUnary, bool twins)
    {
        // Neighbours have shops in common: their events meet in the same partitions, and in the same transactions.
        var shops = Enumerable.Range(number * 2, 4).Select(shop => $"shop-{shop}").ToList();
        var seed = random.Next();
        for (var twin = 0; twin < (twins ? 2 : 1); twin++)
        {
            var mine = (number * 2) + twin;
            var script = new Script($"source-{number}", $"run-{number}-{twin}-{seed}", shops, seed, Ledger);
            var outbox = new Outbox(script, new Answers(Ledger, twins), random.Next());
            scripts.Add(script);
            senders.Add(isUnary
                ? new UnarySender(outbox, () => addressOf(mine), Outages, random.Next())
                : new StreamSender(outbox, () => addressOf(mine), Outages, random.Next()));
        }
    }
}
