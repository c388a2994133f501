namespace CsPlatform.Ingestion.Storage;

/// <summary>New keys of one sender.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Sender">Its number there.</param>
internal sealed record SenderKeys(short Partition, int Sender)
{
    private readonly List<KeyValuePair<string, StoredKey>> keys = [];
    private bool isOrdered = true;

    /// <summary>The highest id among them.</summary>
    internal string Highest { get; private set; } = "";

    internal void Add(string eventId, StoredKey key)
    {
        // Ids mostly grow, and then there is nothing to sort.
        if (keys.Count == 0 || IdOrder.Instance.Compare(eventId, Highest) > 0)
        {
            Highest = eventId;
        }
        else
        {
            isOrdered = false;
        }

        keys.Add(KeyValuePair.Create(eventId, key));
    }

    /// <summary>The keys in <see cref="IdOrder"/>.</summary>
    internal List<KeyValuePair<string, StoredKey>> Ordered()
    {
        if (!isOrdered)
        {
            keys.Sort((left, right) => IdOrder.Instance.Compare(left.Key, right.Key));
            isOrdered = true;
        }

        return keys;
    }
}
