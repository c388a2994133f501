namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// The events of one batch that belong to one write group, and the promise of their verdicts. They may go into several
/// transactions, in their order.
/// </summary>
internal sealed class WriteRequest(IReadOnlyList<PreparedEvent> events, SendingOrder order)
{
    private readonly TaskCompletionSource<Verdict[]> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Verdict[] verdicts = new Verdict[events.Count];
    private int taken;
    private int judged;

    internal IReadOnlyList<PreparedEvent> Events => events;

    /// <summary>What it shares with the other batches of its stream.</summary>
    internal SendingOrder Order => order;

    /// <summary>Events that no transaction has taken yet.</summary>
    internal int Left => events.Count - taken;

    /// <summary>One verdict per event, after the commit of the last one.</summary>
    internal Task<Verdict[]> Done => done.Task;

    /// <summary>The next events for a transaction, at most so many.</summary>
    internal WriteSlice Take(int most)
    {
        var slice = new WriteSlice(this, taken, Math.Min(most, Left));
        taken += slice.Count;
        return slice;
    }

    /// <summary>Notes the verdicts of events that are durable.</summary>
    internal void Complete(int start, ReadOnlySpan<Verdict> slice)
    {
        slice.CopyTo(verdicts.AsSpan(start));
        judged += slice.Length;
        if (judged == verdicts.Length)
        {
            done.TrySetResult(verdicts);
        }
    }

    internal void Fail(Exception failure)
    {
        order.Break();
        done.TrySetException(failure);
    }
}
