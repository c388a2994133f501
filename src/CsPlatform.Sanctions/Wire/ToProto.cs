using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Sanctions.Wire;

/// <summary>Writes domain values as messages.</summary>
internal static class ToProto
{
    /// <summary>A decision as it is published. Kinds have the same numbers on both sides.</summary>
    public static Decision Decision(ShopKey shop, SanctionDecision decision, Timestamp decidedAt)
    {
        var message = new Decision
            {
            DecisionId = decision.Id,
            Shop = new Common.V1.ShopKey { Platform = shop.Platform, ShopId = shop.ShopId },
            MetricId = decision.MetricId,
            CaseId = decision.CaseId ?? "",
            Kind = (DecisionKind)(int)decision.Kind,
            EffectiveFrom = Day(decision.EffectiveFrom),
            EffectiveUntil = Day(decision.EffectiveUntil),
            QuotaMonth = Month(decision.QuotaMonth),
            Figure = decision.Figure is { } figure ? Figure(figure) : null,
            RuleZh = decision.Reason.RuleTextZh,
            RuleEn = decision.Reason.RuleTextEn,
            ReasonZh = SanctionReasonsZh.Of(decision),
            ReasonEn = SanctionReasonsEn.Of(decision),
            Citation = new Common.V1.RuleCitation
            {
                Platform = decision.Citation.Platform,
                RulebookVersion = decision.Citation.RulebookVersion,
                RulebookHash = decision.Citation.RulebookHash,
                RuleId = decision.Citation.RuleId,
                Source = decision.Citation.Source,
            },
            DecidedAt = decidedAt,
        };
        Carry(decision.Action, message);
        if (decision.Correction is { } correction)
        {
            // Causes have the same numbers on both sides.
            message.Correction = new Correction
            {
                Revokes = correction.Revokes ?? "",
                Cause = (CorrectionCause)(int)correction.Cause,
                TraceId = correction.TraceId,
            };
        }

        return message;
    }

    /// <summary>How a shop stands in a metric. Holds have the same numbers on both sides.</summary>
    public static MetricStanding Standing(string metricId, Standing standing)
    {
        var message = new MetricStanding
        {
            MetricId = metricId,
            State = standing.State switch
            {
                Studying => CaseState.Studying,
                Limited => CaseState.Limited,
                Removed => CaseState.Removed,
                _ => CaseState.Assessed,
            },
            CaseId = standing.Case?.Id ?? "",
            Until = Day(standing.Until),
            CycleStart = Day(standing.CycleStart),
            LastEvaluatedOn = Day(standing.LastEvaluatedOn),
            LastHold = (AssessmentHold)(int)(standing.LastHold ?? default),
        };
        message.Quotas.AddRange(standing.Penalties
            .GroupBy(penalty => penalty.Month)
            .OrderByDescending(month => month.Key)
            .Select(month => new MonthQuota { Month = $"{month.Key:uuuu-MM}", Used = month.Count() }));
        return message;
    }

    private static void Carry(SanctionAction? action, Decision message)
    {
        switch (action)
        {
            case RestrictionAction restriction:
                message.RestrictionKeys.AddRange(restriction.Kinds.Select(kind => kind.Key));
                break;
            case FineAction { AmountId: { } amount }:
                message.AmountId = amount;
                break;
            case PointsAction points:
                message.Points = points.Count ?? 0;
                message.PointClass = points.ClassKey;
                break;
            case ProposalAction proposal:
                message.Measure = MeasureText.Key(proposal.Measure);
                break;
        }
    }

    private static JudgedFigure Figure(AssessedFigure figure) => new()
    {
        PeriodStart = Day(figure.Period.Start),
        PeriodEnd = Day(figure.Period.End),
        EvaluatedOn = Day(figure.EvaluatedOn),
        Numerator = figure.Rate.Numerator,
        Denominator = figure.Rate.Denominator,
        Revision = figure.Revision,
    };

    private static string Month(YearMonth? month) => month is { } value ? $"{value:uuuu-MM}" : "";

    private static string Day(LocalDate? day) => day is { } value ? $"{value:R}" : "";
}
