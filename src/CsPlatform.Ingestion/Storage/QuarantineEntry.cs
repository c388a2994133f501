namespace CsPlatform.Ingestion.Storage;

/// <summary>What is known of an item in quarantine before its content is read.</summary>
/// <param name="Id">Its key.</param>
/// <param name="KeptBytes">Bytes of it that were kept.</param>
/// <param name="ContentSize">Bytes that came.</param>
/// <param name="ReceivedAt">When it came first.</param>
/// <param name="Index">Its place in the batch in which it came first.</param>
internal sealed record QuarantineEntry(QuarantineId Id, int KeptBytes, int ContentSize, DateTimeOffset ReceivedAt, int Index)
{
    /// <summary>Whether only a part of it was kept.</summary>
    internal bool IsCutOff => KeptBytes < ContentSize;
}
