namespace CsPlatform.Ingestion.Flow;

/// <summary>The bytes that a batch holds from its admission until its answer.</summary>
internal sealed class Admitted(Room bytes, long count)
{
    private int isReleased;

    /// <summary>The batch is answered, or was not taken.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref isReleased, 1) == 0)
        {
            bytes.Return(count);
        }
    }
}
