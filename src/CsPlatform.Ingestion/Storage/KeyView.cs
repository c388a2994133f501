namespace CsPlatform.Ingestion.Storage;

/// <summary>What a transaction that holds the heads knows of the keys it is about to write.</summary>
/// <param name="Stored">Those of them that are stored.</param>
/// <param name="Marks">The highest stored id of each of their senders; null for a sender that has stored nothing.</param>
internal sealed record KeyView(
    IReadOnlyDictionary<EventKey, StoredKey> Stored, IReadOnlyDictionary<(short Partition, int Sender), string?> Marks);
