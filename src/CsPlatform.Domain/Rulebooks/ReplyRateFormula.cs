using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Reply rate by consultation: hits = consultations whose buyer messages were all (or first, by <see cref="Late"/>) answered
/// within
/// <see cref="Within"/>; units = consultations in scope (handbook 1.3).
/// </summary>
/// <param name="Within">Inclusive: an answer after exactly this time is in time.</param>
/// <param name="Late">Which messages make a consultation late.</param>
/// <param name="Hours">Half-open daily hours that the consultation's start must lie in; null = all day.</param>
/// <param name="AnsweringRoles">Roles whose message counts as an answer.</param>
public sealed record ReplyRateFormula(
    Duration Within, LateRule Late, DailyHours? Hours, IReadOnlySet<SenderRole> AnsweringRoles) : MetricFormula;
