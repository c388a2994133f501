using CsPlatform.Persistence;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// The highest id that each sender has stored, as far as this process knows it. What it knows of a partition holds as long as the
/// partition's head stands where this process left it: nobody has added an event since. An id above its sender's mark is new, and
/// nothing has to be asked to know it.
/// </summary>
internal sealed class KeyMarks
{
    private const int MostSendersOfPartition = 600;

    private readonly Marks?[] partitions = new Marks?[Partitions.Count];

    /// <summary>
    /// The sender's mark while the partition's head is at <paramref name="head"/>. False: not known; null: it has stored nothing.
    /// </summary>
    internal bool TryGet(short partition, long head, int sender, out string? mark)
    {
        mark = null;
        return partitions[partition] is { } known && known.Head == head
            && known.BySender.TryGetValue(sender, out mark);
    }

    /// <summary>
    /// Notes what a committed transaction saw and did. Partitions belong to one writer each, so nobody else notes it meanwhile.
    /// </summary>
    /// <param name="partition">The partition, which the transaction had locked.</param>
    /// <param name="before">Its head before.</param>
    /// <param name="after">Its head since.</param>
    /// <param name="marks">The marks of senders as they are since.</param>
    internal void Note(short partition, long before, long after, IEnumerable<KeyValuePair<int, string?>> marks)
    {
        var known = partitions[partition];
        var bySender = known is not null && known.Head == before && known.BySender.Count < MostSendersOfPartition
            ? known.BySender
            : [];
        foreach (var (sender, mark) in marks)
        {
            bySender[sender] = mark;
        }

        partitions[partition] = new Marks(after, bySender);
    }

    private sealed record Marks(long Head, Dictionary<int, string?> BySender);
}
