namespace CsPlatform.Ingestion.Storage;

/// <summary>What is kept of an accepted event beside its record: where it stands and what it said.</summary>
internal readonly record struct StoredKey(long Position, byte[] ContentHash);
