using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 动销 (handbook 7): whether anything was sold in the period. The period is the unit: no sale is a miss and not no data.
/// </summary>
public static class SalePresence
{
    /// <summary>One unit, with the first sale as its evidence.</summary>
    public static Measurement Of(ShopFacts facts, SalePresenceFormula formula, Period days)
    {
        var first = OrderShare.Steps(facts, formula.Step, days).FirstOrDefault();
        return Measurement.Of(
        [
            first is null
                ? new MeasuredUnit(days.ToString(), null, ChinaTime.StartOf(days.Start), 0, 1, UnitReason.Miss)
                : MeasuredUnit.Judged(days.ToString(), first.Key, first.OccurredAt, hit: true),
        ]);
    }

    /// <summary>The sales themselves, each on its day.</summary>
    internal static IReadOnlyList<MeasuredUnit> Sales(ShopFacts facts, SalePresenceFormula formula, Period days) =>
    [
        .. OrderShare.Steps(facts, formula.Step, days)
            .Select(sale => new MeasuredUnit(sale.OrderId, sale.Key, sale.OccurredAt, 1, 0, UnitReason.Amount)),
    ];
}
