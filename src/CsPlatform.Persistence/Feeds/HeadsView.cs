namespace CsPlatform.Persistence.Feeds;

/// <summary>The heads at one moment, and a task that ends when a newer view exists.</summary>
internal sealed class HeadsView(IReadOnlyDictionary<int, long> heads)
{
    private readonly TaskCompletionSource replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Replaced => replaced.Task;

    internal long Of(int partition) => heads.GetValueOrDefault(partition);

    internal void Replace() => replaced.TrySetResult();
}
