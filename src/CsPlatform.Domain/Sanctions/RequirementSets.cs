using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Puts the figures of one period together that a set of requirements looks at.</summary>
public static class RequirementSets
{
    /// <summary>
    /// The figure of the set: requirements missed over requirements that could be judged. One without data, or with too small a
    /// sample, is in neither part; none at all is no data.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="period">The period.</param>
    /// <param name="evaluatedOn">Day of evaluation.</param>
    /// <param name="values">Figures by the id of what the requirements look at; one that is missing has no data.</param>
    public static AssessedFigure Judge(
        RequirementSubject set, Period period, LocalDate evaluatedOn, IReadOnlyDictionary<string, Rate> values)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(values);
        var findings = new RequirementFinding[set.Requirements.Count];
        var (missed, judged) = (0, 0);
        for (var i = 0; i < findings.Length; i++)
        {
            var requirement = set.Requirements[i];
            findings[i] = new RequirementFinding(requirement, values.GetValueOrDefault(requirement.Figure.Id));
            judged += findings[i].IsJudged ? 1 : 0;
            missed += findings[i].IsMissed ? 1 : 0;
        }

        return new AssessedFigure(period, evaluatedOn, new Rate(missed, judged), 1) { Findings = findings };
    }
}
