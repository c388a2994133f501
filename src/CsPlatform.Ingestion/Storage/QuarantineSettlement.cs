namespace CsPlatform.Ingestion.Storage;

/// <summary>What a redrive made of an item in quarantine.</summary>
/// <param name="Id">The item.</param>
/// <param name="Refused">Why it was not stored; null: it is stored.</param>
internal sealed record QuarantineSettlement(QuarantineId Id, RefusedItem? Refused);
