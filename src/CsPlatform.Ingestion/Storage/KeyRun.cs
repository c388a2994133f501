namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Keys of one sender that were added by one transaction and lie above all keys it had before: the runs of a sender follow each
/// other and never overlap, so that an id can be in one run at most.
/// </summary>
/// <param name="Partition">The sender's partition.</param>
/// <param name="Sender">The sender's number there.</param>
/// <param name="FirstId">The lowest id in it.</param>
/// <param name="LastId">The highest id in it.</param>
/// <param name="Keys">How many they are.</param>
/// <param name="Payload">The keys, as <see cref="KeyRunCodec"/> writes them.</param>
internal sealed record KeyRun(short Partition, int Sender, string FirstId, string LastId, int Keys, byte[] Payload)
{
    /// <summary>Most keys of a run: a lookup reads a run whole.</summary>
    internal const int MostKeys = 1_024;

    /// <summary>The run of keys that are in <see cref="IdOrder"/>.</summary>
    internal static KeyRun Of(short partition, int sender, ReadOnlySpan<KeyValuePair<string, StoredKey>> keys)
        => new(partition, sender, keys[0].Key, keys[^1].Key, keys.Length, KeyRunCodec.Encode(keys));
}
