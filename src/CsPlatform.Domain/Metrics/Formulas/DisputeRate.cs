using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 交易纠纷率, 纠纷介入率 (handbook 5.5, 6.3): disputes by who answers for them, over orders. A dispute counts by the time of its first
/// step and by the liability of its last.
/// </summary>
public static class DisputeRate
{
    /// <summary>A unit per dispute and per order of the period.</summary>
    public static Measurement Of(ShopFacts facts, DisputeRateFormula formula, Period days)
    {
        var upheld = facts.All<DisputeAppeal>().Select(appeal => appeal.DisputeId).ToHashSet();
        var disputes =
            from dispute in facts.All<DisputeStep>().GroupBy(step => step.DisputeId)
            let opened = dispute.First()
            let decided = dispute.Last()
            where days.Contains(ChinaTime.Day(opened.OccurredAt))
            select !formula.Liabilities.Contains(decided.Liability)
                ? MeasuredUnit.LeftOut(dispute.Key, decided.Key, opened.OccurredAt, UnitReason.OtherKind)
                : formula.LeavesOutUpheldAppeals && upheld.Contains(dispute.Key)
                    ? MeasuredUnit.LeftOut(dispute.Key, decided.Key, opened.OccurredAt, UnitReason.AppealUpheld)
                    : new MeasuredUnit(dispute.Key, decided.Key, opened.OccurredAt, 1, 0, UnitReason.Amount);
        return Measurement.Of(disputes.Concat(OrderShare.Base(facts, formula.Over, days)));
    }
}
