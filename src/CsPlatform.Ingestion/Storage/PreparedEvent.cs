namespace CsPlatform.Ingestion.Storage;

/// <summary>A valid event, ready to be stored.</summary>
/// <param name="Sender">Who reports it, about which shop.</param>
/// <param name="EventId">The sender's id of it.</param>
/// <param name="ContentHash">SHA-256 of its canonical bytes.</param>
/// <param name="Record">The record for the feed.</param>
internal sealed record PreparedEvent(Sender Sender, string EventId, byte[] ContentHash, ReadOnlyMemory<byte> Record)
{
    internal int Partition => Sender.Partition;
}
