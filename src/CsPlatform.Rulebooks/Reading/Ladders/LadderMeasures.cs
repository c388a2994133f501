using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>A percentage says nothing about a mean: 80 % of so many milliseconds per wait is no limit.</summary>
internal static class LadderMeasures
{
    public static void Check(IReadOnlyList<V1.SanctionLadder> ladders, IReadOnlyList<MetricRule> metrics, Place place)
    {
        var means = metrics.Where(metric => metric.Measure is MetricMeasure.MeanMilliseconds or MetricMeasure.MeanStars)
            .Select(metric => metric.Id)
            .ToHashSet();
        for (var i = 0; i < ladders.Count; i++)
        {
            if (ladders[i].SubjectCase != V1.SanctionLadder.SubjectOneofCase.MetricId || !means.Contains(ladders[i].MetricId))
            {
                continue;
            }

            for (var j = 0; j < ladders[i].Steps.Count; j++)
            {
                var step = place.Item("ladders", i).Item("steps", j);
                Check(ladders[i].Steps[j].Beyond?.Limit, step.Field("beyond").Field("limit"));
                Check(ladders[i].Steps[j].Band?.From, step.Field("band").Field("from"));
                Check(ladders[i].Steps[j].Band?.Until, step.Field("band").Field("until"));
            }
        }
    }

    private static void Check(V1.Limit? limit, Place place)
    {
        if (limit?.ValueCase == V1.Limit.ValueOneofCase.HundredthsOfPercent)
        {
            place.Field("hundredthsOfPercent").Fault("is a percentage, and the metric is a mean; write number in the metric's own unit");
        }
    }
}
