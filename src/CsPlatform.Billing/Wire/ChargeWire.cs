using CsPlatform.Billing.V1;
using CsPlatform.Common.V1;
using CsPlatform.Domain.Rating;
using NodaTime;
using Charge = CsPlatform.Domain.Rating.Charge;
using ChargeKind = CsPlatform.Domain.Rating.ChargeKind;
using DayClass = CsPlatform.Domain.Rating.DayClass;
using Deduction = CsPlatform.Domain.Rating.Deduction;
using Kinds = CsPlatform.Billing.V1.ChargeKind;
using Days = CsPlatform.Billing.V1.DayClass;

namespace CsPlatform.Billing.Wire;

/// <summary>What was booked, as the contract says it.</summary>
internal static class ChargeWire
{
    internal static ShopKey ToProto(this Domain.Primitives.ShopKey shop)
        => new() { Platform = shop.Platform, ShopId = shop.ShopId };

    internal static RuleCitation ToProto(this Domain.Rulebooks.RuleCitation citation) => new()
    {
        Platform = citation.Platform,
        RulebookVersion = citation.RulebookVersion,
        RulebookHash = citation.RulebookHash,
        RuleId = citation.RuleId,
        Source = citation.Source,
    };

    internal static Kinds ToProto(this ChargeKind kind) => kind switch
    {
        ChargeKind.HostedTransfer => Kinds.HostedTransfer,
        ChargeKind.HostedConsultation => Kinds.HostedConsultation,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of charge."),
    };

    internal static Days ToProto(this DayClass dayClass) => dayClass switch
    {
        DayClass.Ordinary => Days.Ordinary,
        DayClass.Holiday => Days.Holiday,
        _ => throw new ArgumentOutOfRangeException(nameof(dayClass), dayClass, "No such class of day."),
    };

    /// <summary>A record of the feed; its position is known only once it is appended.</summary>
    internal static ChargeRecord ToProto(this BookEntry entry, Instant bookedAt) => entry switch
    {
        ChargeEntry booked => new ChargeRecord { Charge = ToProto(booked.Charge, bookedAt) },
        DeductionEntry booked => new ChargeRecord { Deduction = booked.Deduction.ToProto() },
        FineEntry booked => new ChargeRecord { Fine = booked.Fine.ToProto() },
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "No such kind of entry."),
    };

    internal static V1.Deduction ToProto(this Deduction deduction) => new()
    {
        SettlementId = deduction.SettlementId,
        Shop = deduction.Shop.ToProto(),
        OccurredAt = deduction.At.ToProto(),
        SettledFen = deduction.Settled.Amount,
        DeductedFen = deduction.Deducted.Amount,
        PaidOutFen = deduction.PaidOut.Amount,
        CarriedFen = deduction.Carried.Amount,
    };

    private static V1.Charge ToProto(Charge charge, Instant bookedAt) => new()
    {
        ChargeId = charge.Id,
        Shop = charge.Shop.ToProto(),
        Kind = charge.Usage.Kind.ToProto(),
        ConsultationId = charge.Usage.ConsultationId,
        OccurredAt = charge.At.ToProto(),
        DayClass = charge.DayClass.ToProto(),
        TariffVersion = charge.TariffVersion,
        AmountFen = charge.Amount.Amount,
        EventId = charge.Cause.EventId,
        EventSource = charge.Cause.Source,
        Citation = charge.Citation.ToProto(),
        BookedAt = bookedAt.ToProto(),
        Reverses = charge.Reverses ?? "",
    };
}
