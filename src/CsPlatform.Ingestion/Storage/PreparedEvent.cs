using NodaTime;

namespace CsPlatform.Ingestion.Storage;

/// <summary>A valid event, ready to be stored.</summary>
/// <param name="Sender">Who reports it, about which shop.</param>
/// <param name="EventId">The sender's id of it.</param>
/// <param name="ContentHash">SHA-256 of its canonical bytes.</param>
/// <param name="Record">The record for the feed.</param>
/// <param name="Month">First day of the natural month in which it occurred.</param>
/// <param name="IsCopy">Whether an earlier item of its batch is the very same.</param>
/// <param name="IsLate">Whether it came later than the window of its source allows.</param>
/// <param name="Arrival">The batch that brought it.</param>
internal sealed record PreparedEvent(
    Sender Sender,
    string EventId,
    byte[] ContentHash,
    ReadOnlyMemory<byte> Record,
    LocalDate Month,
    bool IsCopy,
    bool IsLate,
    Arrival Arrival)
{
    internal int Partition => Sender.Partition;

    internal PlatformMonth PlatformMonth => new(Sender.Platform, Month);
}
