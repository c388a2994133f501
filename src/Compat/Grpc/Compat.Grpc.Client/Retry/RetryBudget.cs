namespace Grpc.Net.Client.Retry;

/// <summary>The bytes of sent messages that a channel may keep for repetition, over all its calls.</summary>
internal sealed class RetryBudget(long? limit)
{
    private long _used;

    /// <summary>Takes the bytes unless the limit would be passed.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= (limit ?? long.MaxValue))
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    /// <summary>Takes the bytes whatever the limit says.</summary>
    public void Take(long bytes) => Interlocked.Add(ref _used, bytes);

    public void GiveBack(long bytes) => Interlocked.Add(ref _used, -bytes);
}
