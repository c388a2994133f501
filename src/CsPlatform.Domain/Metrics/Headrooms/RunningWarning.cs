using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>What a rule warns of before anything is sanctioned.</summary>
/// <param name="Key">"band", "limit" or "notice" by the condition that holds; "falling" for a score that falls day after day.</param>
/// <param name="SubjectId">The metric or score.</param>
/// <param name="TextZh">The warning in the platform's own words.</param>
/// <param name="TextEn">The warning in English.</param>
/// <param name="Citation">The ladder that states it.</param>
public sealed record RunningWarning(string Key, string SubjectId, string TextZh, string TextEn, RuleCitation Citation);
