using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>近30天投诉率: complaints for the reasons that count, each by itself, over the consumers who consulted.</summary>
public static class ComplaintRate
{
    /// <summary>A unit per complaint and per consumer of the period.</summary>
    public static Measurement Of(ShopFacts facts, ComplaintRateFormula formula, Period days)
    {
        var complaints =
            from complaint in facts.All<Complaint>().DistinctBy(one => (one.ComplaintId, one.ComplaintId is null ? one.Key : default))
            where days.Contains(ChinaTime.Day(complaint.OccurredAt))
            select formula.Reasons.Contains(complaint.Reason)
                ? new MeasuredUnit(complaint.Buyer, complaint.Key, complaint.OccurredAt, 1, 0, UnitReason.Amount)
                : MeasuredUnit.LeftOut(complaint.Buyer, complaint.Key, complaint.OccurredAt, UnitReason.OtherKind);
        var consumers =
            from contact in facts.All<BuyerContact>()
            let day = ChinaTime.Day(contact.OccurredAt)
            where days.Contains(day)
            group contact by (contact.Buyer, Day: formula.Consumers == ConsumerCount.OnceADay ? day : days.Start) into consumer
            let first = consumer.First()
            select new MeasuredUnit(first.Buyer, first.Key, first.OccurredAt, 0, 1, UnitReason.Base);
        return Measurement.Of(complaints.Concat(consumers));
    }
}
