using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Metrics.Obligations;

/// <summary>The rule that an obligation of a case follows.</summary>
/// <param name="Rulebook">The rulebook in force on the day of its trigger.</param>
/// <param name="Rule">The rule there.</param>
/// <param name="Course">What is known of the case, as the rule sees it.</param>
/// <param name="ArmedBy">The event that armed it.</param>
internal sealed record ArmedRule(Rulebook Rulebook, ObligationRule Rule, ObligationCourse Course, EventKey ArmedBy);
