namespace CsPlatform.Ingestion.Storage;

/// <summary>Events of a request, one after the other, that go into the same transaction.</summary>
internal readonly record struct WriteSlice(WriteRequest Request, int Start, int Count)
{
    internal IEnumerable<PreparedEvent> Events
    {
        get
        {
            for (var i = Start; i < Start + Count; i++)
            {
                yield return Request.Events[i];
            }
        }
    }
}
