using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates the parts of a weighted score.</summary>
internal static class ScoreNodeReader
{
    public static ScoreNode Read(V1.ScoreNode node, Place place, RuleIds ids, ScoreIds parts)
    {
        var (id, zh, en) = parts.Part(node.Id, node.NameZh, node.NameEn, place);
        parts.Nodes.Add(id);
        var lowest = node.HasLowest ? ExactNumbers.Read(place, "lowest", node.Lowest) : (Fraction?)null;
        var highest = node.HasHighest ? ExactNumbers.Read(place, "highest", node.Highest) : (Fraction?)null;
        if (highest <= lowest)
        {
            place.Field("highest").Fault($"{node.Highest} does not lie above lowest, {node.Lowest}");
        }

        return new ScoreNode(
            id,
            zh,
            en,
            node.HasWeight ? ExactNumbers.Read(place, "weight", node.Weight, Fraction.One) : null,
            Source(node, place, ids),
            Parts(node, place, ids, parts),
            Scale(node, place),
            node.HasWhenNoData ? ExactNumbers.Read(place, "whenNoData", node.WhenNoData) : null,
            [.. node.Adjustments.Select((a, i) => Adjustment(a, place.Item("adjustments", i), ids, parts))],
            lowest,
            highest);
    }

    private static ScoreSource? Source(V1.ScoreNode node, Place place, RuleIds ids)
    {
        if (node.Parts.Count > 0)
        {
            if (node.SourceCase != V1.ScoreNode.SourceOneofCase.None || node.ScaleCase != V1.ScoreNode.ScaleOneofCase.None
                || node.HasWhenNoData)
            {
                place.Fault("has parts, so its score is their sum; leave out metricId, given, asIs, curve and whenNoData");
            }

            return null;
        }

        switch (node.SourceCase)
        {
            case V1.ScoreNode.SourceOneofCase.MetricId:
                RuleIds.Check(ids.Metrics, node.MetricId, place.Field("metricId"));
                return new MetricSource(node.MetricId);
            case V1.ScoreNode.SourceOneofCase.Given:
                return new GivenSource(place.Text("given", node.Given));
            default:
                place.Fault("has no value; give metricId, given or parts");
                return null;
        }
    }

    private static List<ScoreNode> Parts(V1.ScoreNode node, Place place, RuleIds ids, ScoreIds parts)
    {
        var read = node.Parts.Select((part, i) => Read(part, place.Item("parts", i), ids, parts)).ToList();
        if (read.Count == 0)
        {
            return read;
        }

        var sum = read.Aggregate(Fraction.Zero, (total, part) => total + (part.Weight ?? Fraction.Zero));
        if (read.TrueForAll(part => part.Weight is not null))
        {
            if (sum != Fraction.One)
            {
                place.Field("parts").Fault($"their weights add up to {Text(sum)}; make it exactly 1");
            }
        }
        else if (sum >= Fraction.One)
        {
            place.Field("parts").Fault($"the weights that are stated add up to {Text(sum)}, which leaves nothing for the others");
        }

        return read;
    }

    private static ScoreScale? Scale(V1.ScoreNode node, Place place)
    {
        switch (node.ScaleCase)
        {
            case V1.ScoreNode.ScaleOneofCase.AsIs:
                return new SameScale();
            case V1.ScoreNode.ScaleOneofCase.Curve:
                return Curve(node.Curve, place.Field("curve"));
            default:
                return null;
        }
    }

    private static CurveScale Curve(V1.Curve curve, Place place)
    {
        if (curve.Interpolation == V1.Interpolation.Unspecified)
        {
            place.Field("interpolation").Fault("is required; name one of the schema's values");
        }

        if (curve.Points.Count == 0)
        {
            place.Field("points").Fault("is required; give at least one point, or leave the curve out");
        }

        var points = curve.Points.Select((point, i) => (
            Value: ExactNumbers.Read(place.Item("points", i), "value", point.Value),
            Score: ExactNumbers.Read(place.Item("points", i), "score", point.Score))).ToList();
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].Value <= points[i - 1].Value)
            {
                place.Item("points", i).Field("value").Fault(
                    "does not lie above that of the point before; order points by value");
            }
        }

        return new CurveScale(points, curve.Interpolation == V1.Interpolation.Linear);
    }

    private static ScoreAdjustment Adjustment(V1.Adjustment adjustment, Place place, RuleIds ids, ScoreIds parts)
    {
        var (id, zh, en) = parts.Part(adjustment.Id, adjustment.NameZh, adjustment.NameEn, place);
        ScoreSource source = new GivenSource(adjustment.Given);
        switch (adjustment.SourceCase)
        {
            case V1.Adjustment.SourceOneofCase.MetricId:
                RuleIds.Check(ids.Metrics, adjustment.MetricId, place.Field("metricId"));
                source = new MetricSource(adjustment.MetricId);
                break;
            case V1.Adjustment.SourceOneofCase.Given:
                place.Text("given", adjustment.Given);
                break;
            default:
                place.Fault("checks nothing; give metricId or given");
                break;
        }

        var degrees = adjustment.Degrees.Select((degree, i) => Degree(degree, place.Item("degrees", i))).ToList();
        for (var i = 1; i < degrees.Count; i++)
        {
            if (degrees[i].Above <= degrees[i - 1].Above)
            {
                place.Item("degrees", i).Field("above").Fault("does not lie above that of the degree before; order from mildest");
            }
        }

        return new ScoreAdjustment(id, zh, en, source, degrees);
    }

    private static AdjustmentDegree Degree(V1.AdjustmentDegree degree, Place place)
    {
        var (zh, en) = (place.Text("nameZh", degree.NameZh), place.Text("nameEn", degree.NameEn));
        var above = ExactNumbers.Read(place, "above", degree.Above);
        switch (degree.EffectCase)
        {
            case V1.AdjustmentDegree.EffectOneofCase.MultiplyBy:
                return new(zh, en, above, ExactNumbers.Read(place, "multiplyBy", degree.MultiplyBy, Fraction.One), Fraction.Zero);
            case V1.AdjustmentDegree.EffectOneofCase.Subtract:
                return new(zh, en, above, Fraction.One, ExactNumbers.Positive(place, "subtract", degree.Subtract));
            default:
                place.Fault("does nothing; give multiplyBy or subtract");
                return new(zh, en, above, Fraction.One, Fraction.Zero);
        }
    }

    // Weights are decimals of a few digits: six are enough to show the difference.
    private static string Text(Fraction sum) => sum.ToString(6).TrimEnd('0').TrimEnd('.');
}
