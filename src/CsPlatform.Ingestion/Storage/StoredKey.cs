namespace CsPlatform.Ingestion.Storage;

/// <summary>What is kept of an accepted event beside its record.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="ContentHash">What it said.</param>
/// <param name="IsLate">Whether it came late.</param>
/// <param name="Claim">Whose batch brought it; 0 = not known.</param>
internal readonly record struct StoredKey(long Position, byte[] ContentHash, bool IsLate, long Claim);
