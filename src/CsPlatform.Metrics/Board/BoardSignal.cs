using System.Collections.Concurrent;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Board;

/// <summary>Wakes those who watch a shop's board in this process. A signal may come without a change.</summary>
internal sealed class BoardSignal
{
    private readonly ConcurrentDictionary<ShopKey, TaskCompletionSource> waiting = new();

    /// <summary>Completes with the next change of the shop; take it before reading, so that none is missed.</summary>
    public Task Next(ShopKey shop) =>
        waiting.GetOrAdd(shop, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Says that a shop's board has changed.</summary>
    public void Changed(ShopKey shop)
    {
        if (waiting.TryRemove(shop, out var waiter))
        {
            waiter.TrySetResult();
        }
    }
}
