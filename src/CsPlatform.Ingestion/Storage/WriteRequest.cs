namespace CsPlatform.Ingestion.Storage;

/// <summary>The events of one part of a batch that belong to one write group, and the promise of their verdicts.</summary>
internal sealed class WriteRequest(IReadOnlyList<PreparedEvent> events, SendingOrder order)
{
    private readonly TaskCompletionSource<Verdict[]> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<PreparedEvent> Events => events;

    /// <summary>What it shares with the other requests of its stream.</summary>
    internal SendingOrder Order => order;

    /// <summary>One verdict per event, after the commit.</summary>
    internal Task<Verdict[]> Done => done.Task;

    internal void Complete(Verdict[] verdicts) => done.TrySetResult(verdicts);

    internal void Fail(Exception failure)
    {
        order.Break();
        done.TrySetException(failure);
    }
}
