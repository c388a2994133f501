using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>The period of a figure.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Days">The days it covers.</param>
public readonly record struct FigurePeriod(FigurePeriodKind Kind, Period Days)
{
    /// <summary>Day T of evaluation: the day after the period's last.</summary>
    public LocalDate EvaluatedOn => Days.End;

    /// <summary>The day whose closing closes the period: its last.</summary>
    public LocalDate ClosesWith => Days.End.PlusDays(-1);
}
