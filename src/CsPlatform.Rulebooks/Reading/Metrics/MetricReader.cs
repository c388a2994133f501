using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Validates metrics. A faulty one still gives a value, so that what refers to it can be checked; the file is refused.
/// </summary>
internal static class MetricReader
{
    public static MetricRule Read(V1.Metric metric, RuleHead head, Place place) => new(
        head.Id,
        head.NameZh,
        head.NameEn,
        head.Source,
        Formula(metric, place),
        WindowReader.Of(metric, place),
        metric.PublishesDailyFigures)
    {
        TextZh = head.TextZh,
        TextEn = head.TextEn,
        MinimumSample = metric.HasMinimumSample ? place.Range("minimumSample", metric.MinimumSample, 1, int.MaxValue) : null,
    };

    private static MetricFormula Formula(V1.Metric metric, Place place)
    {
        switch (metric.FormulaCase)
        {
            case V1.Metric.FormulaOneofCase.ReplyRate:
                return ReplyMetricReader.Read(metric.ReplyRate, place.Field("replyRate"));
            case V1.Metric.FormulaOneofCase.FirstReplyRate:
                return ReplyMetricReader.Read(metric.FirstReplyRate, place.Field("firstReplyRate"));
            case V1.Metric.FormulaOneofCase.RoundReplyRate:
                return ReplyMetricReader.Read(metric.RoundReplyRate, place.Field("roundReplyRate"));
            case V1.Metric.FormulaOneofCase.MeanReplyTime:
                return ReplyMetricReader.Read(metric.MeanReplyTime, place.Field("meanReplyTime"));
            case V1.Metric.FormulaOneofCase.NoServiceRate:
                return ReplyMetricReader.Read(metric.NoServiceRate, place.Field("noServiceRate"));
            case V1.Metric.FormulaOneofCase.OfflineRate:
                return ReplyMetricReader.Read(metric.OfflineRate, place.Field("offlineRate"));
            case V1.Metric.FormulaOneofCase.Dissatisfaction:
                return new DissatisfactionFormula(
                    place.Field("dissatisfaction").Range("worstStarsUpTo", metric.Dissatisfaction.WorstStarsUpTo, 1, 4));
            default:
                if (CountedMetricReader.Read(metric, place) is { } counted)
                {
                    return counted;
                }

                place.Fault("has no formula; give one, such as replyRate or ratingShare");
                return new DissatisfactionFormula(0);
        }
    }
}
