using CsPlatform.Domain.Primitives;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Sanctions;

/// <summary>A closed figure as it is judged: the rate, mean or score of one subject over its assessed window.</summary>
/// <param name="Period">The window, natural days.</param>
/// <param name="EvaluatedOn">Day T of the evaluation.</param>
/// <param name="Rate">Hits over units; for a score its exact value; for a set of requirements those missed over those with data.</param>
/// <param name="Revision">Revision of the figure that is judged, from 1.</param>
public sealed record AssessedFigure(Period Period, LocalDate EvaluatedOn, Rate Rate, int Revision)
{
    /// <summary>For a set of requirements: what was found of each, in the ladder's order. Empty for any other subject.</summary>
    public IReadOnlyList<RequirementFinding> Findings { get; init; } = [];

    /// <summary>Whether a limit of the ladder lies within what the figure could be: it is held for a person's review.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Day on which a person released it after review; null = it was never held.</summary>
    public LocalDate? ReleasedOn { get; init; }

    /// <summary>Day on which what follows takes effect: the day of evaluation, or that of the release. Never a day of the past.</summary>
    public LocalDate EffectiveOn => ReleasedOn ?? EvaluatedOn;
}
