namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>What a correcting decision goes back to.</summary>
/// <param name="Revokes">The decision that does not stand any more; null on a decision that takes the place of one.</param>
/// <param name="Cause">What made it be looked at again.</param>
/// <param name="TraceId">The same in every correction that goes back to the same act.</param>
public sealed record CorrectionNote(string? Revokes, CorrectionCause Cause, string TraceId);
