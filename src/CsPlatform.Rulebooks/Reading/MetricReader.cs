using CsPlatform.Domain.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Validates metrics. A faulty one still gives a value, so that what refers to it can be checked; the file is refused.
/// </summary>
internal static class MetricReader
{
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

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
                place.Fault("has no formula; give one of replyRate, dissatisfaction");
                return new DissatisfactionFormula(0);
        }
    }

    private static ReplyRateFormula ReplyRate(V1.ReplyRate formula, Place place) => new(
        Duration.FromSeconds(place.Range("withinSeconds", formula.WithinSeconds, 1, 86_400)),
        place.Choice<V1.LateRule, LateRule>("late", formula.Late),
        Hours(formula.Hours, place.Field("hours")),
        place.Choices<V1.AnsweringRole, SenderRole>("answeringRoles", formula.AnsweringRoles, role => role switch
        {
            V1.AnsweringRole.HumanAgent => SenderRole.HumanAgent,
            V1.AnsweringRole.Bot => SenderRole.Bot,
            _ => SenderRole.Automatic,
        }));

    private static DailyHours? Hours(V1.DailyHours? hours, Place place)
    {
        if (hours is null)
        {
            return null;
        }

        var from = Time(hours.From, "from", place);
        var until = hours.Until == "24:00" ? (LocalTime?)null : Time(hours.Until, "until", place);
        if (until <= from)
        {
            place.Fault($"ends at {hours.Until}, not after it starts at {hours.From}; write a later end, at most 24:00");
        }

        return new DailyHours(from, until);
    }

    private static LocalTime Time(string value, string name, Place place)
    {
        var parsed = TimePattern.Parse(value);
        if (parsed.Success)
        {
            return parsed.Value;
        }

        place.Field(name).Fault($"\"{value}\" is no time of day; write HH:MM");
        return LocalTime.MinValue;
    }
}
