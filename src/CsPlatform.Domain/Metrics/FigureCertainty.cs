using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>How sure a figure is.</summary>
/// <param name="Standing">Whether it says what it seems to say.</param>
/// <param name="Reason">Why it is not firm, in a sentence; empty when it is.</param>
/// <param name="Lowest">The least the numerator could be.</param>
/// <param name="Highest">The most it could be.</param>
public sealed record FigureCertainty(FigureStanding Standing, string Reason, long Lowest, long Highest)
{
    /// <summary>A figure of which nothing was judged.</summary>
    public static FigureCertainty NotJudged(Rate rate) => new(FigureStanding.NotJudged, "", rate.Numerator, rate.Numerator);

    /// <summary>
    /// Judges a figure against the rulebook that closed it. It is uncertain when any enforced limit of the ladders that judge its metric
    /// gives another answer for the least or the most that it could be.
    /// </summary>
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="rate">The figure.</param>
    /// <param name="less">By how much less its numerator could be, 0 or more.</param>
    /// <param name="more">By how much more it could be, 0 or more.</param>
    public static FigureCertainty Of(Rulebook rulebook, MetricRule metric, Rate rate, long less, long more)
    {
        if (!rate.HasData)
        {
            return new(FigureStanding.Firm, "", 0, 0);
        }

        var (lowest, highest) = (rate.Numerator - less, rate.Numerator + more);
        if (metric.MinimumSample is { } fewest && rate.Denominator < fewest)
        {
            return new(
                FigureStanding.BelowMinimumSample,
                $"{rate.Denominator} units were counted; the metric says nothing below {fewest}.",
                lowest,
                highest);
        }

        var (least, most) = (new Rate(lowest, rate.Denominator), new Rate(highest, rate.Denominator));
        var doubt = less == 0 && more == 0 ? null : LimitsOf(rulebook, metric.Id)
            .Where(limit => limit.IsMissed(least) != limit.IsMissed(rate) || limit.IsMissed(most) != limit.IsMissed(rate))
            .Select(limit => limit.Text)
            .FirstOrDefault();
        return doubt is null
            ? new(FigureStanding.Firm, "", lowest, highest)
            : new(
                FigureStanding.Uncertain,
                $"On clocks that are off by the skew allowed for it could be {least} to {most}, and {doubt} lies between.",
                lowest,
                highest);
    }

    private static IEnumerable<(Func<Rate, bool> IsMissed, string Text)> LimitsOf(Rulebook rulebook, string metricId)
    {
        foreach (var ladder in rulebook.Ladders)
        {
            if (ladder.MetricId == metricId)
            {
                foreach (var step in ladder.Steps.Where(step => step.IsEnforced))
                {
                    if (LimitOf(step.Condition, ladder.Id) is { } limit)
                    {
                        yield return limit;
                    }
                }
            }

            foreach (var requirement in ladder.Subject is RequirementSubject set ? set.Requirements : [])
            {
                if (requirement.Figure.Id == metricId && requirement.Missed is { IsKnown: true } missed)
                {
                    yield return LimitOf(missed, ladder.Id)!.Value;
                }
            }
        }
    }

    private static (Func<Rate, bool> IsMissed, string Text)? LimitOf(StepCondition? condition, string ladder) => condition switch
    {
        BeyondCondition { Limit: { } limit } beyond => (beyond.Holds, $"the limit {limit} of {ladder}"),
        BandCondition band => (band.Holds, $"an end of the band {band.From}..{band.Until} of {ladder}"),
        FailuresCondition failures => (
            rate => rate.Denominator - rate.Numerator >= failures.From, $"the limit of {failures.From} failures of {ladder}"),
        _ => null,
    };
}
