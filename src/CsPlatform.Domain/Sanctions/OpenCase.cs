using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// A running case with the rule it was opened under: a rulebook that changes meanwhile does not change the case.
/// </summary>
/// <param name="Id">Unique within the shop: metric and day of opening.</param>
/// <param name="OpenedOn">First day of its first penalty.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="MetricNameZh">The metric's name in the platform's own words.</param>
/// <param name="MetricNameEn">The same in English.</param>
/// <param name="RuleTextZh">The ladder's text in the platform's own words.</param>
/// <param name="RuleTextEn">The same in English.</param>
/// <param name="LimitDaysWhenFailed">Natural days of the limit that follows a failed exam; 0 for a case without an exam.</param>
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
    int LimitDaysWhenFailed,
    bool PausesAssessment,
    RuleCitation Citation);
