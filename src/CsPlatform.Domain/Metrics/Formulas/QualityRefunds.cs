using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 品质退款 (handbook 3.3 R16): refunds for quality of orders that were signed for less than the limit after the application, or
/// before it; by the time of the application.
/// </summary>
public static class QualityRefunds
{
    /// <summary>A unit per refund for quality and, where the rule states a denominator, per order.</summary>
    public static Measurement Of(ShopFacts facts, QualityRefundsFormula formula, Period days)
    {
        var signed = FirstSteps(facts, OrderStepKind.SignedFor).ToDictionary(order => order.OrderId, order => order.OccurredAt);
        var refunds =
            from order in AfterSalesOrder.All(facts)
            let applied = order.First(AfterSalesStepKind.Applied)
            where applied is { ForQuality: true } && days.Contains(ChinaTime.Day(applied.OccurredAt))
            select !signed.TryGetValue(applied.OrderId, out var at)
                ? MeasuredUnit.LeftOut(order.Id, applied.Key, applied.OccurredAt, UnitReason.Unfinished)
                : at - applied.OccurredAt < formula.SignedWithin
                    ? new MeasuredUnit(order.Id, applied.Key, applied.OccurredAt, 1, 0, UnitReason.Amount)
                    : MeasuredUnit.LeftOut(order.Id, applied.Key, applied.OccurredAt, UnitReason.OtherKind);
        return formula.Over is { } over
            ? Measurement.Of(refunds.Concat(OrderShare.Base(facts, over, days)))
            : Measurement.Of(refunds, isRate: false);
    }

    private static IEnumerable<OrderStep> FirstSteps(ShopFacts facts, OrderStepKind step) =>
        facts.All<OrderStep>().Where(order => order.Step == step).DistinctBy(order => order.OrderId);
}
