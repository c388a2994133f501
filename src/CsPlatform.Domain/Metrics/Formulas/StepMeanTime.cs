using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 售后处理时长 (handbook 5.5): review time + handling time of an after-sales order, in milliseconds, by its last step.
/// </summary>
public static class StepMeanTime
{
    /// <summary>A unit per after-sales order whose last step lies in the period.</summary>
    public static Measurement Of(ShopFacts facts, StepMeanTimeFormula formula, Period days) => Measurement.Of(
        AfterSalesOrder.All(facts).Select(order => Unit(order, formula)).OfType<MeasuredUnit>()
            .Where(unit => days.Contains(ChinaTime.Day(unit.At))));

    private static MeasuredUnit? Unit(AfterSalesOrder order, StepMeanTimeFormula formula)
    {
        var stretches = formula.Stretches.Select(of => (From: order.First(of.From), To: order.First(of.To))).ToList();
        var last = stretches.Select(of => of.To).OfType<AfterSalesStep>().OrderBy(step => step, Earliest).LastOrDefault();
        if (last is null)
        {
            return null;
        }

        if (stretches.Exists(stretch => stretch.From is null || stretch.To is null))
        {
            return MeasuredUnit.LeftOut(order.Id, last.Key, last.OccurredAt, UnitReason.Unfinished);
        }

        var times = stretches.Select(stretch => stretch.To!.OccurredAt - stretch.From!.OccurredAt).ToList();
        return times.Exists(time => time < Duration.Zero)
            ? MeasuredUnit.LeftOut(order.Id, last.Key, last.OccurredAt, UnitReason.Impossible)
            : new MeasuredUnit(order.Id, last.Key, last.OccurredAt, times.Sum(Milliseconds), 1, UnitReason.Amount);
    }

    private static readonly IComparer<AfterSalesStep> Earliest = Comparer<AfterSalesStep>.Create(ShopFact.Compare);

    private static long Milliseconds(Duration time) => time.BclCompatibleTicks / NodaConstants.TicksPerMillisecond;
}
