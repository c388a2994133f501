using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Views;

/// <summary>A decision as JSON; absent values are null.</summary>
public sealed record DecisionView(
    string DecisionId,
    string Shop,
    string Metric,
    string? CaseId,
    string Kind,
    string EffectiveFrom,
    string? EffectiveUntil,
    string? QuotaMonth,
    DecisionView.JudgedOn? Figure,
    string ReasonZh,
    string ReasonEn,
    string RuleZh,
    string RuleEn,
    string? RuleId,
    string? RulebookVersion,
    string? RulebookHash,
    string? DecidedAt,
    IReadOnlyList<string> Restrictions,
    string? AmountId,
    int? Points,
    string? PointClass,
    string? Measure,
    long? ShopSequence,
    DecisionView.Corrected? Correction)
{
    public static DecisionView Of(Decision decision) => new(
        decision.DecisionId,
        decision.Shop.ShopId,
        decision.MetricId,
        Wording.OrNull(decision.CaseId),
        Wording.Word(decision.Kind),
        decision.EffectiveFrom,
        Wording.OrNull(decision.EffectiveUntil),
        Wording.OrNull(decision.QuotaMonth),
        decision.Figure is { } f
            ? new JudgedOn(f.PeriodStart, f.PeriodEnd, f.EvaluatedOn, f.Numerator, f.Denominator, f.Revision)
            : null,
        decision.ReasonZh,
        decision.ReasonEn,
        decision.RuleZh,
        decision.RuleEn,
        decision.Citation?.RuleId,
        decision.Citation?.RulebookVersion,
        decision.Citation?.RulebookHash,
        Wording.At(decision.DecidedAt),
        [.. decision.RestrictionKeys],
        Wording.OrNull(decision.AmountId),
        decision.Points == 0 ? null : decision.Points,
        Wording.OrNull(decision.PointClass),
        Wording.OrNull(decision.Measure),
        decision.ShopSequence == 0 ? null : decision.ShopSequence,
        decision.Correction is { } c ? new Corrected(Wording.OrNull(c.Revokes), Wording.Word(c.Cause), c.TraceId) : null);

    /// <summary>Why an earlier decision was looked at again.</summary>
    public sealed record Corrected(string? Revokes, string Cause, string TraceId);

    /// <summary>The figure that a decision rests on.</summary>
    public sealed record JudgedOn(
        string PeriodStart, string PeriodEnd, string EvaluatedOn, long Numerator, long Denominator, int Revision);
}
