using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// A running case with the rule it was opened under: a rulebook that changes meanwhile does not change the case.
/// </summary>
/// <param name="Id">Unique within the shop: subject and day of opening, and the incident where one opened it.</param>
/// <param name="OpenedOn">First day of its first penalty.</param>
/// <param name="MetricId">The subject: a metric, score or figure; the ladder's id for a set or for incidents.</param>
/// <param name="MetricNameZh">The subject's name in the platform's own words.</param>
/// <param name="MetricNameEn">The same in English.</param>
/// <param name="RuleTextZh">The ladder's text in the platform's own words.</param>
/// <param name="RuleTextEn">The same in English.</param>
/// <param name="WhenFailed">Restrictions that follow a failed task; empty for a case without one.</param>
/// <param name="PausesAssessment">Whether nothing is assessed while it runs.</param>
/// <param name="Citation">The rule it was opened under.</param>
public sealed record OpenCase(
    string Id,
    LocalDate OpenedOn,
    string MetricId,
    string MetricNameZh,
    string MetricNameEn,
    string RuleTextZh,
    string RuleTextEn,
    IReadOnlyList<RestrictionAction> WhenFailed,
    bool PausesAssessment,
    RuleCitation Citation)
{
    /// <summary>The step that opened it, in the platform's own words: its name within the ladder.</summary>
    public string StepZh { get; init; } = "";
}
