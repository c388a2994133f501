namespace CsPlatform.Ingestion.Storage;

/// <summary>Where a list of the quarantine goes on: behind this item.</summary>
internal sealed record QuarantinePosition(DateTimeOffset LastReceivedAt, QuarantineId Id);
