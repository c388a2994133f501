using CsPlatform.Billing.V1;
using CsPlatform.Domain.Rating;

namespace CsPlatform.Billing.Wire;

/// <summary>A statement as the contract says it.</summary>
internal static class StatementWire
{
    internal static GetStatementResponse ToProto(this ShopStatement statement) => new()
    {
        Shop = statement.Shop.ToProto(),
        Month = statement.Month.ToString("uuuu'-'MM", null),
        Lines = { statement.Lines.Select(ToProto) },
        ChargedFen = statement.Charged.Amount,
        BroughtForwardFen = statement.BroughtForward.Amount,
        SettledFen = statement.Settled.Amount,
        DeductedFen = statement.Deducted.Amount,
        CarriedForwardFen = statement.CarriedForward.Amount,
        Deductions = { statement.Deductions.Select(ChargeWire.ToProto) },
        Uncharged = { statement.Uncharged.Select(ToProto) },
        Fines = { FineWire.Linked(statement.Fines) },
        FinedFen = statement.Fined.Amount,
        UnfundedFen = statement.Unfunded.Amount,
        FinesNotEnforced = { statement.FinesNotEnforced.Select(FineWire.ToProto) },
    };

    private static V1.StatementLine ToProto(Domain.Rating.StatementLine line) => new()
    {
        Kind = line.Kind.ToProto(),
        DayClass = line.DayClass.ToProto(),
        TariffVersion = line.TariffVersion,
        Quantity = line.Quantity,
        UnitPriceFen = line.UnitPrice.Amount,
        AmountFen = line.Amount.Amount,
    };

    private static UnchargedUsage ToProto(UnchargedLine line)
    {
        var (code, words) = Explain(line.Reason);
        return new UnchargedUsage { Reason = code, Explanation = words, Quantity = line.Quantity };
    }

    private static (string Code, string Words) Explain(UsageReason reason) => reason switch
    {
        UsageReason.NoRule => ("no_rule", "No rulebook in force that day makes official service chargeable."),
        UsageReason.NotByUser => ("not_by_user", "The transfer was not started by the user (由用户转交)."),
        UsageReason.PreSales => ("pre_sales", "A pre-sales consultation: only after-sales transfers are charged (售后咨询)."),
        UsageReason.KindNotCharged => ("kind_not_charged", "The rule does not charge transfers of this kind of consultation."),
        UsageReason.HostedMode => ("hosted_mode", "The shop was hosted at the transfer: there the consultation is the unit."),
        UsageReason.AlreadyCharged => ("already_charged", "Charged already: a unit (consultation, or user's day) counts once."),
        UsageReason.DayWithoutClass => ("day_without_class", "The holiday calendar does not cover the day: waits for one."),
        UsageReason.NoTariff => ("no_tariff", "No tariff is in force on the day: waits for one to be published."),
        UsageReason.NoRate => ("no_rate", "The tariff of the day has no price for it: waits for one to be published."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Charged usage needs no explanation."),
    };
}
