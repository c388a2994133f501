using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>A score of a day of evaluation, with the rule it was found by.</summary>
/// <param name="ScoreId">The score.</param>
/// <param name="EvaluatedOn">Day T, the day after the last that counts.</param>
/// <param name="Days">The period its parts are found over; null = each has its own.</param>
/// <param name="Result">What it comes to.</param>
/// <param name="HasData">Whether any part has data: without any there is nothing to say.</param>
/// <param name="Citation">The rule.</param>
public sealed record ClosedScore(
    string ScoreId, LocalDate EvaluatedOn, Period? Days, ScoreResult Result, bool HasData, RuleCitation Citation);
