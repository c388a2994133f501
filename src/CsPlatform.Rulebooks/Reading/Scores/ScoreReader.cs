using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a score holds beyond its head.</summary>
internal static class ScoreReader
{
    public static ScoreRule Read(V1.Score rule, RuleHead head, Place place, RuleIds ids)
    {
        var parts = new ScoreIds();
        return new ScoreRule(
            head,
            Shape(rule, place, ids, parts),
            Window(rule, place),
            Sample(rule.Sample, place.Field("sample")),
            ScoreLevelReader.Read(rule.Levels, place, parts));
    }

    private static ScoreShape Shape(V1.Score rule, Place place, RuleIds ids, ScoreIds parts)
    {
        switch (rule.ShapeCase)
        {
            case V1.Score.ShapeOneofCase.Weighted:
                var at = place.Field("weighted");
                if (rule.Weighted.HasWeight)
                {
                    at.Field("weight").Fault("has no meaning for the whole; leave it out");
                }

                return new WeightedShape(ScoreNodeReader.Read(rule.Weighted, at, ids, parts));
            case V1.Score.ShapeOneofCase.Deductions:
                return MarkedItemReader.Read(rule.Deductions, place.Field("deductions"), ids, parts);
            case V1.Score.ShapeOneofCase.Conditions:
                return ConditionReader.Read(rule.Conditions, place.Field("conditions"), ids, parts);
            case V1.Score.ShapeOneofCase.Falls:
                var falls = place.Field("falls");
                if (rule.Falls.ScoreId == rule.Id && rule.Id.Length > 0)
                {
                    falls.Field("scoreId").Fault("is this very score; name the one that is watched");
                }
                else
                {
                    RuleIds.Check(ids.ScoresWithValue, rule.Falls.ScoreId, falls.Field("scoreId"));
                }

                return new FallShape(rule.Falls.ScoreId, falls.Range("days", rule.Falls.Days, 2, 60));
            default:
                place.Fault("has no shape; give one of weighted, deductions, conditions, falls");
                return new ConditionShape([], []);
        }
    }

    private static MetricWindow? Window(V1.Score rule, Place place) => rule.WindowCase switch
    {
        V1.Score.WindowOneofCase.TrailingDays => WindowReader.Trailing(rule.TrailingDays, place.Field("trailingDays")),
        V1.Score.WindowOneofCase.SampledTrailingDays => WindowReader.Sampled(
            rule.SampledTrailingDays, place.Field("sampledTrailingDays")),
        V1.Score.WindowOneofCase.NaturalMonth => new NaturalMonthWindow(),
        _ => null,
    };

    private static ScoreSample? Sample(V1.ScoreSample? sample, Place place) => sample is null
        ? null
        : new ScoreSample(place.Text("given", sample.Given), place.Range("atLeast", sample.AtLeast, 1, int.MaxValue));
}
