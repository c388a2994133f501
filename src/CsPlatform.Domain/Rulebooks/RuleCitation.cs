namespace CsPlatform.Domain.Rulebooks;

/// <summary>Where a decision's rule stands. Every figure, decision and charge carries one.</summary>
/// <param name="Platform">Platform whose rulebook it is.</param>
/// <param name="RulebookVersion">First day of the rulebook, YYYY-MM-DD.</param>
/// <param name="RulebookHash">SHA-256 of the rulebook's canonical bytes, lower-case hex.</param>
/// <param name="RuleId">The rule's id, such as "xhs.reply_rate_3min".</param>
/// <param name="Source">Handbook section and class of the fact.</param>
public sealed record RuleCitation(string Platform, string RulebookVersion, string RulebookHash, string RuleId, string Source);
