using CsPlatform.Domain.Rulebooks;
using NodaTime;

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
                return ReplyRate(metric.ReplyRate, place.Field("replyRate"));
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

    private static ReplyRateFormula ReplyRate(V1.ReplyRate formula, Place place) => new(
        Duration.FromSeconds(place.Range("withinSeconds", formula.WithinSeconds, 1, 86_400)),
        place.Choice<V1.LateRule, LateRule>("late", formula.Late),
        HoursReader.Read(formula.Hours, place.Field("hours")),
        place.Choices<V1.AnsweringRole, SenderRole>("answeringRoles", formula.AnsweringRoles, role => role switch
        {
            V1.AnsweringRole.HumanAgent => SenderRole.HumanAgent,
            V1.AnsweringRole.Bot => SenderRole.Bot,
            _ => SenderRole.Automatic,
        }));
}
