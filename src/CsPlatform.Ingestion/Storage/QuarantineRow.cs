namespace CsPlatform.Ingestion.Storage;

/// <summary>An item as it is kept in quarantine.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Cause">Every fault or the conflict, in one line.</param>
/// <param name="Content">The bytes as they came, cut off at <see cref="Limits.QuarantineBytes"/>; none when they were not asked for.</param>
/// <param name="KeptBytes">Bytes that are kept.</param>
/// <param name="ContentSize">Bytes that came.</param>
/// <param name="Times">How often it came.</param>
/// <param name="LastReceivedAt">When it came last; a list goes by it.</param>
/// <param name="Index">Its place in the batch in which it came first.</param>
/// <param name="RedrivenAt">When a redrive stored it or found it stored; null: it is open.</param>
internal sealed record QuarantineRow(
    QuarantineId Id,
    string Cause,
    string Source,
    string EventId,
    string Platform,
    string ShopId,
    byte[] Content,
    int KeptBytes,
    int ContentSize,
    int Times,
    DateTimeOffset FirstReceivedAt,
    DateTimeOffset LastReceivedAt,
    int Index,
    DateTimeOffset? RedrivenAt);
