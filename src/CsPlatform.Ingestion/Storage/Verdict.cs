using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Storage;

/// <summary>What became of a valid event.</summary>
/// <param name="Outcome">ACCEPTED, DUPLICATE or CONFLICT.</param>
/// <param name="Position">Its position, or that of the first copy.</param>
/// <param name="StoredHash">Hash of the content that is stored under its id.</param>
internal readonly record struct Verdict(ItemOutcome Outcome, long Position, byte[] StoredHash);
