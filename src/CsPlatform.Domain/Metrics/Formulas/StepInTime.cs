using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 20分钟达标率 (handbook 5.1): after-sales orders of which the later step came in time after the earlier one, on a clock that may run
/// in certain hours only; in the period of the later step's first time.
/// </summary>
public static class StepInTime
{
    /// <summary>A unit per after-sales order whose later step lies in the period.</summary>
    public static Measurement Of(ShopFacts facts, StepInTimeFormula formula, Period days)
    {
        var clock = formula.ClockHours is { } hours ? new ServiceClock(hours.From, hours.Until) : null;
        return Measurement.Of(
            from order in AfterSalesOrder.All(facts)
            let done = order.First(formula.To)
            where done is not null && days.Contains(ChinaTime.Day(done.OccurredAt))
            let begun = order.First(formula.From)
            let at = done.OccurredAt
            select Exclusion(begun?.OccurredAt, at) is { } why
                ? MeasuredUnit.LeftOut(order.Id, done.Key, at, why)
                : MeasuredUnit.Judged(order.Id, done.Key, at, Elapsed(begun!.OccurredAt, at) <= formula.Within));

        UnitReason? Exclusion(Instant? start, Instant end) =>
            start is not { } begun ? UnitReason.Unfinished
            : end < begun ? UnitReason.Impossible
            : IsOutside(begun) ? UnitReason.OutOfHours
            : null;

        bool IsOutside(Instant start) =>
            formula.OnlyStartedInHours && formula.ClockHours?.Contains(ChinaTime.Local(start).TimeOfDay) == false;

        Duration Elapsed(Instant from, Instant to) => clock?.Elapsed(from, to) ?? (to - from);
    }
}
