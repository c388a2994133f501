using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>Finds counted metrics from a shop's facts.</summary>
public static class Measurements
{
    /// <summary>What a formula finds in a period.</summary>
    public static Measurement Of(ShopFacts facts, CountedFormula formula, Period days) => formula switch
    {
        RatingShareFormula rating => RatingShare.Of(facts, rating, days),
        ReviewShareFormula review => ReviewShare.Of(facts, review, days),
        ReviewMeanFormula mean => ReviewMean.Of(facts, mean, days),
        ReviewReplyShareFormula reply => ReviewReplyShare.Of(facts, reply, days),
        ComplaintRateFormula complaint => ComplaintRate.Of(facts, complaint, days),
        QualityRefundsFormula refunds => QualityRefunds.Of(facts, refunds, days),
        StepInTimeFormula inTime => StepInTime.Of(facts, inTime, days),
        StepShareFormula share => StepShare.Of(facts, share, days),
        StepMeanTimeFormula time => StepMeanTime.Of(facts, time, days),
        ReturnRateFormula returns => ReturnRate.Of(facts, returns, days),
        SampleShareFormula => SampleShare.Of(facts, days),
        OrderShareFormula orders => OrderShare.Of(facts, orders, days),
        SalePresenceFormula sale => SalePresence.Of(facts, sale, days),
        DisputeRateFormula disputes => DisputeRate.Of(facts, disputes, days),
        MeanOnlineTimeFormula online => MeanOnlineTime.Of(facts, online, days),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "This formula is not on the closed list."),
    };

    /// <summary>
    /// What a metric of this kind finds on a day of evaluation, in the period of its window; null for a metric over messages.
    /// </summary>
    public static (FigurePeriod Period, Measurement Found)? On(LocalDate evaluatedOn, ShopFacts facts, MetricRule metric)
    {
        if (metric.Formula is not CountedFormula formula)
        {
            return null;
        }

        var longest = FigurePeriods.Longest(metric.Window, evaluatedOn);
        var period = FigurePeriods.Narrow(metric.Window, longest, days => Of(facts, formula, days).Denominator);
        return (period, Of(facts, formula, period.Days));
    }
}
