namespace CsPlatform.Ingestion.Flow;

/// <summary>A batch that may come in: the bytes that it holds until its answer, and how evenly it is to be taken.</summary>
internal sealed class Admitted(Room bytes, long count, TimeSpan spread)
{
    private int isReleased;

    /// <summary>Time over which its parts are to be taken.</summary>
    internal TimeSpan Spread => spread;

    /// <summary>The batch is answered, or was not taken.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref isReleased, 1) == 0)
        {
            bytes.Return(count);
        }
    }
}
