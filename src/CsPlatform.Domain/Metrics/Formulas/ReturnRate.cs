using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 退换率 (handbook 5.5): after-sales orders applied for over items of orders, each in the period of its own step.
/// </summary>
public static class ReturnRate
{
    /// <summary>A unit per after-sales order and per order of goods of the period.</summary>
    public static Measurement Of(ShopFacts facts, ReturnRateFormula formula, Period days)
    {
        var applied =
            from order in AfterSalesOrder.All(facts)
            let first = order.First(AfterSalesStepKind.Applied)
            where first is not null && days.Contains(ChinaTime.Day(first.OccurredAt))
            select new MeasuredUnit(order.Id, first.Key, first.OccurredAt, 1, 0, UnitReason.Amount);
        var sold =
            from order in OrderShare.Steps(facts, formula.Over, days)
            select new MeasuredUnit(order.OrderId, order.Key, order.OccurredAt, 0, order.Items, UnitReason.Base);
        return Measurement.Of(applied.Concat(sold));
    }
}
