using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Board;

/// <summary>
/// Counts the boards anew that a batch concerns and somebody looks at, behind the fold and never in its way. Batches that come meanwhile are
/// taken together.
/// </summary>
internal sealed class BoardRefresher(
    BoardCache cache, Boards boards, RunningRules rules, BoardSignal signal, ILogger<BoardRefresher> logger) : BackgroundService
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim filled = new(0, 1);
    private HashSet<ShopKey> pending = [];
    private bool subscribed;

    /// <summary>Says that a batch with events of these shops was stored.</summary>
    public void Changed(IReadOnlySet<ShopKey> shops)
    {
        lock (gate)
        {
            var wasEmpty = pending.Count == 0;
            pending.UnionWith(shops);
            if (wasEmpty && pending.Count > 0)
            {
                filled.Release();
            }
        }
    }

    public override void Dispose()
    {
        filled.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await filled.WaitAsync(stoppingToken);
            subscribed = subscribed || await cache.SubscribeAsync(signal.Changed);
            await RefreshAsync(Take(), stoppingToken);
        }
    }

    private HashSet<ShopKey> Take()
    {
        lock (gate)
        {
            var taken = pending;
            pending = [];
            return taken;
        }
    }

    private async Task RefreshAsync(HashSet<ShopKey> shops, CancellationToken cancellation)
    {
        var partitions = shops.Select(shop => shop.Partition()).Distinct().ToList();
        foreach (var shop in (await cache.WatchedAsync(partitions) ?? []).Where(shops.Contains))
        {
            try
            {
                if (rules.Find(shop.Platform, rules.Today) is { } rulebook)
                {
                    await boards.RefreshAsync(shop, rulebook, cancellation);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A board is a convenience: nothing that goes wrong with one may stop the service.
                logger.LogWarning("The board of {Shop} could not be counted ({Reason}); who asks next counts it", shop, e.Message);
            }
        }

        foreach (var shop in shops)
        {
            signal.Changed(shop);
        }
    }
}
