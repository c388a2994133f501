using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>What becomes of usage. Two equal decisions mean that nothing has to be corrected.</summary>
/// <param name="State">Rated, unrated or not charged.</param>
/// <param name="Reason">Why it is not rated; None when it is.</param>
/// <param name="Day">The natural day that decides.</param>
/// <param name="DayClass">Its class, when it has one.</param>
/// <param name="TariffVersion">The tariff, when rated.</param>
/// <param name="UnitPrice">The price, when rated; 0 is free on purpose.</param>
public sealed record UsageDecision(
    UsageState State, UsageReason Reason, LocalDate Day, DayClass? DayClass, string? TariffVersion, Fen? UnitPrice)
{
    /// <summary>Prices judged usage by the tariff and the day class of its own day (handbook 1.2, items 4, 7 and 8).</summary>
    public static UsageDecision Of(JudgedUsage usage, Tariffs tariffs)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(tariffs);
        var day = ChinaTime.Day(usage.At);
        if (!usage.IsChargeable)
        {
            return new UsageDecision(UsageState.NotCharged, usage.Reason, day, null, null, null);
        }

        if (usage.Terms?.ClassOf(day) is not { } dayClass)
        {
            return new UsageDecision(UsageState.Unrated, UsageReason.DayWithoutClass, day, null, null, null);
        }

        if (tariffs.InForceOn(day) is not { } tariff)
        {
            return new UsageDecision(UsageState.Unrated, UsageReason.NoTariff, day, dayClass, null, null);
        }

        return tariff.PriceOf(usage.Key.Kind, dayClass) is { } price
            ? new UsageDecision(UsageState.Rated, UsageReason.None, day, dayClass, tariff.Version, price)
            : new UsageDecision(UsageState.Unrated, UsageReason.NoRate, day, dayClass, null, null);
    }

    /// <summary>Usage that is no unit any more.</summary>
    public static UsageDecision Void(LocalDate day) => new(UsageState.Void, UsageReason.None, day, null, null, null);
}
