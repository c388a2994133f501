namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>Why an earlier decision was looked at again.</summary>
/// <param name="Revokes">Id of the decision that does not stand any more; null for one that takes the place of another.</param>
/// <param name="CauseZh">What made the service look again, in Chinese.</param>
/// <param name="CauseEn">The same in English.</param>
/// <param name="TraceId">What it all goes back to, such as "appeal:17".</param>
public sealed record StatedCorrection(string? Revokes, string CauseZh, string CauseEn, string TraceId);
