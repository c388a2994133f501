using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates marks less deductions.</summary>
internal static class MarkedItemReader
{
    public static DeductionShape Read(V1.MarksLessDeductions rule, Place place, RuleIds ids, ScoreIds parts)
    {
        if (rule.Items.Count == 0)
        {
            place.Field("items").Fault("is required; give at least one item");
        }

        return new DeductionShape(
            [.. rule.Items.Select((item, i) => Item(item, place.Item("items", i), ids, parts))],
            place.Choice<V1.StepMode, StepMode>("stepMode", rule.StepMode));
    }

    private static MarkedItem Item(V1.MarkedItem item, Place place, RuleIds ids, ScoreIds parts)
    {
        var (id, zh, en) = parts.Part(item.Id, item.NameZh, item.NameEn, place);
        RuleIds.Check(ids.Metrics, item.MetricId, place.Field("metricId"));
        return new MarkedItem(
            id,
            zh,
            en,
            ExactNumbers.Read(place, "fullMarks", item.FullMarks),
            item.MetricId,
            item.HasTarget ? ExactNumbers.Read(place, "target", item.Target, Fraction.One) : null,
            place.Choice<V1.BadSide, BadSide>("badSide", item.BadSide),
            Cost(item, place),
            item.CostCase == V1.MarkedItem.CostOneofCase.PerPoint,
            Small(item.SmallSample, place.Field("smallSample"), ids));
    }

    private static Fraction Cost(V1.MarkedItem item, Place place)
    {
        switch (item.CostCase)
        {
            case V1.MarkedItem.CostOneofCase.PerPoint:
                return ExactNumbers.Positive(place, "perPoint", item.PerPoint);
            case V1.MarkedItem.CostOneofCase.Flat:
                return ExactNumbers.Positive(place, "flat", item.Flat);
            default:
                place.Fault("costs nothing when missed; give perPoint or flat");
                return Fraction.Zero;
        }
    }

    private static SmallSample? Small(V1.SmallSample? small, Place place, RuleIds ids)
    {
        if (small is null)
        {
            return null;
        }

        if (small.HasBadUnitsMetricId)
        {
            RuleIds.Check(ids.Metrics, small.BadUnitsMetricId, place.Field("badUnitsMetricId"));
        }

        return new SmallSample(
            place.Range("upTo", small.UpTo, 1, int.MaxValue),
            ExactNumbers.Positive(place, "perBadUnit", small.PerBadUnit),
            small.HasBadUnitsMetricId ? small.BadUnitsMetricId : null);
    }
}
