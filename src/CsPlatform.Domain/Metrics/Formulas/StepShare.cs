using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 待客户反馈率 (handbook 5.1): after-sales orders that ever had a step over those with another, by the other's latest time.
/// </summary>
public static class StepShare
{
    /// <summary>A unit per after-sales order whose latest such step lies in the period.</summary>
    public static Measurement Of(ShopFacts facts, StepShareFormula formula, Period days) => Measurement.Of(
        from order in AfterSalesOrder.All(facts)
        let latest = order.Latest(formula.Over)
        where latest is not null && days.Contains(ChinaTime.Day(latest.OccurredAt))
        select MeasuredUnit.Judged(order.Id, latest.Key, latest.OccurredAt, order.First(formula.Had) is not null));
}
