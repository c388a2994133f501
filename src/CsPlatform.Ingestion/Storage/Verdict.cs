using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Storage;

/// <summary>What became of a valid event.</summary>
/// <param name="Outcome">ACCEPTED, DUPLICATE, CONFLICT, or REJECTED because its month is sealed.</param>
/// <param name="Position">Its position, or that of the first copy; 0 for REJECTED.</param>
/// <param name="StoredHash">Hash of the content that is stored under its id; empty for REJECTED.</param>
/// <param name="IsLate">Whether the stored copy came late.</param>
/// <param name="IsRepeat">Whether it was stored before, by the same batch: ACCEPTED is the answer that was given then.</param>
internal readonly record struct Verdict(
    ItemOutcome Outcome, long Position, byte[] StoredHash, bool IsLate = false, bool IsRepeat = false)
{
    /// <summary>Whether it was stored now.</summary>
    internal bool IsNew => Outcome is ItemOutcome.Accepted && !IsRepeat;
}
