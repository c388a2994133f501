using CsPlatform.Common.V1;
using CsPlatform.Domain.Rating.Amounts;
using NotEnforced = CsPlatform.Domain.Rating.Fines.FineNotEnforced;
using ShopFine = CsPlatform.Domain.Rating.Fines.Fine;

namespace CsPlatform.Billing.Wire;

/// <summary>Fines as the contract says them.</summary>
internal static class FineWire
{
    /// <summary>The fines of a month, each linked with what takes it back: both are of the same month.</summary>
    internal static IEnumerable<V1.Fine> Linked(IReadOnlyList<ShopFine> fines)
    {
        var reversals = fines.Where(fine => fine.Reverses is not null).ToDictionary(fine => fine.Reverses!, fine => fine.Id);
        foreach (var fine in fines)
        {
            var message = fine.ToProto();
            message.ReversedBy = reversals.GetValueOrDefault(fine.Id, "");
            yield return message;
        }
    }

    internal static V1.Fine ToProto(this ShopFine fine) => new()
    {
        FineId = fine.Id,
        Shop = fine.Shop.ToProto(),
        DecisionId = fine.DecisionId,
        CaseId = fine.CaseId,
        OccurredAt = fine.At.ToProto(),
        AmountFen = fine.Amount.Amount,
        Working = fine.Working,
        Owed = fine.IsOwed,
        Citation = fine.Citation.ToProto(),
        Reverses = fine.Reverses ?? "",
        TraceId = fine.TraceId,
    };

    internal static V1.FineNotEnforced ToProto(this NotEnforced fine)
    {
        var (code, words) = Explain(fine.Reason);
        return new V1.FineNotEnforced { DecisionId = fine.DecisionId, RuleId = fine.RuleId, Reason = code, Explanation = words };
    }

    private static (string Code, string Words) Explain(AmountReason reason) => reason switch
    {
        AmountReason.NoValueChosen => ("no_value_chosen", "The source states a range or nothing, and no value is chosen in the rulebook."),
        AmountReason.DueBefore => ("due_before", "It was due before for the same case, order, day or month."),
        AmountReason.FactMissing => ("fact_missing", "A fact that the rule needs is not known."),
        AmountReason.FactOutOfRange => ("fact_out_of_range", "A fact that the rule needs cannot be as it was reported."),
        AmountReason.InTime => ("in_time", "It was done in time, or the time is not over yet."),
        AmountReason.TooLarge => ("too_large", "The result is above the largest sum that is booked."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "What is enforced needs no explanation."),
    };
}
