using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates sets of conditions.</summary>
internal static class ConditionReader
{
    public static ConditionShape Read(V1.ConditionSet rule, Place place, RuleIds ids, ScoreIds parts)
    {
        if (rule.Conditions.Count == 0)
        {
            place.Field("conditions").Fault("is required; give at least one condition");
        }

        return new ConditionShape(
            [.. rule.Conditions.Select((condition, i) => Condition(condition, place.Item("conditions", i), ids, parts))],
            [.. rule.PointsByMisses.Select((points, i) => ExactNumbers.Read(place, $"pointsByMisses[{i}]", points))]);
    }

    private static ScoreCondition Condition(V1.Condition condition, Place place, RuleIds ids, ScoreIds parts)
    {
        var (id, zh, en) = parts.Part(condition.Id, condition.NameZh, condition.NameEn, place);
        var source = Source(condition, place, ids);
        var countedBy = CountedBy(condition, place, ids);
        if (countedBy is not null && !condition.HasWhenMoreThan)
        {
            place.Field("whenMoreThan").Fault("is required beside what counts the units; give it or leave that out");
        }
        else if (countedBy is null && condition.HasWhenMoreThan && source is GivenSource)
        {
            place.Fault(
                "says when it is looked at, but a given value has no units of its own; give countedByGiven or countedByMetricId");
        }

        return new ScoreCondition(
            id,
            zh,
            en,
            source,
            place.Choice<V1.Comparison, Comparison>("comparison", condition.Comparison),
            ExactNumbers.Read(place, "limit", condition.Limit),
            condition.HasWhenMoreThan ? place.Range("whenMoreThan", condition.WhenMoreThan, 0, int.MaxValue) : null,
            countedBy,
            condition.HasLimitTimesGiven ? place.Text("limitTimesGiven", condition.LimitTimesGiven) : null)
        {
            MissedWithoutData = condition.MissedWithoutData,
        };
    }

    private static ScoreSource? CountedBy(V1.Condition condition, Place place, RuleIds ids)
    {
        switch (condition.CountedByCase)
        {
            case V1.Condition.CountedByOneofCase.CountedByGiven:
                return new GivenSource(place.Text("countedByGiven", condition.CountedByGiven));
            case V1.Condition.CountedByOneofCase.CountedByMetricId:
                RuleIds.Check(ids.Metrics, condition.CountedByMetricId, place.Field("countedByMetricId"));
                return new UnitsSource(condition.CountedByMetricId);
            default:
                return null;
        }
    }

    private static ScoreSource Source(V1.Condition condition, Place place, RuleIds ids)
    {
        switch (condition.SourceCase)
        {
            case V1.Condition.SourceOneofCase.MetricId:
                RuleIds.Check(ids.Metrics, condition.MetricId, place.Field("metricId"));
                return new MetricSource(condition.MetricId);
            case V1.Condition.SourceOneofCase.UnitsOfMetricId:
                RuleIds.Check(ids.Metrics, condition.UnitsOfMetricId, place.Field("unitsOfMetricId"));
                return new UnitsSource(condition.UnitsOfMetricId);
            case V1.Condition.SourceOneofCase.Given:
                return new GivenSource(place.Text("given", condition.Given));
            default:
                place.Fault("looks at nothing; give one of metricId, unitsOfMetricId, given");
                return new GivenSource("");
        }
    }
}
