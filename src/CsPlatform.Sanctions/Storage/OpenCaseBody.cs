using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;

namespace CsPlatform.Sanctions.Storage;

/// <summary>A running case as stored, with the rule it was opened under.</summary>
/// <param name="LimitDaysWhenFailed">Only in bodies of old: days of the traffic limit after a failed exam, 0 without an exam.</param>
internal sealed record OpenCaseBody(
    string Id,
    string OpenedOn,
    string MetricId,
    string MetricNameZh,
    string MetricNameEn,
    string RuleTextZh,
    string RuleTextEn,
    int? LimitDaysWhenFailed,
    bool PausesAssessment,
    RuleCitation Citation)
{
    /// <summary>What follows a failed task; null in bodies of old.</summary>
    public IReadOnlyList<RestrictionBody>? WhenFailed { get; init; }

    /// <summary>The step that opened it; null in bodies of old.</summary>
    public string? StepZh { get; init; }

    public static OpenCaseBody ToRow(OpenCase open) => new(
        open.Id,
        $"{open.OpenedOn:R}",
        open.MetricId,
        open.MetricNameZh,
        open.MetricNameEn,
        open.RuleTextZh,
        open.RuleTextEn,
        null,
        open.PausesAssessment,
        open.Citation)
    {
        WhenFailed = [.. open.WhenFailed.Select(RestrictionBody.ToRow)],
        StepZh = open.StepZh,
    };

    public OpenCase FromRow() => new(
        Id,
        StandingBody.Day(OpenedOn)!.Value,
        MetricId,
        MetricNameZh,
        MetricNameEn,
        RuleTextZh,
        RuleTextEn,
        [.. Restrictions().Select(restriction => restriction.Rule())],
        PausesAssessment,
        Citation)
    {
        StepZh = StepZh ?? "",
    };

    private IReadOnlyList<RestrictionBody> Restrictions() => (WhenFailed, LimitDaysWhenFailed) switch
    {
        ({ } stored, _) => stored,
        (null, { } days and > 0) => [RestrictionBody.OfOld(days)],
        _ => [],
    };
}
