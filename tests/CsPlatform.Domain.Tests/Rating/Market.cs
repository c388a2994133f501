using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>The rules, calendar and prices that the rating tests share: 小红书 in 2021, 300 fen ordinary and 450 fen holiday.</summary>
internal static class Market
{
    internal static readonly ShopKey Shop = new("xiaohongshu", "lily");

    internal static readonly Tariffs Example = new([Tariff("2021-example", new LocalDate(2021, 1, 1), 300, 450)]);

    /// <summary>Prices for hosted consultations too: 200 fen ordinary, 350 fen holiday.</summary>
    internal static readonly Tariffs Both = new([new Tariff(
        Shop.Platform, "both", new LocalDate(2021, 1, 1), "an example",
        [
            .. Example.All[0].Rates,
            new TariffRate(ChargeKind.HostedConsultation, DayClass.Ordinary, new Fen(200)),
            new TariffRate(ChargeKind.HostedConsultation, DayClass.Holiday, new Fen(350)),
        ])]);

    private static readonly HolidayCalendar Calendar = new("china", 2021, 2021, new[]
    {
        new CalendarDay(new LocalDate(2021, 2, 7), "春节补班", CalendarDayKind.MakeUpWorkday),
        new CalendarDay(new LocalDate(2021, 2, 11), "除夕", CalendarDayKind.AdjustedOff),
        new CalendarDay(new LocalDate(2021, 2, 12), "春节", CalendarDayKind.Statutory),
        new CalendarDay(new LocalDate(2021, 2, 13), "春节", CalendarDayKind.Statutory),
        new CalendarDay(new LocalDate(2021, 2, 14), "春节", CalendarDayKind.Statutory),
        new CalendarDay(new LocalDate(2021, 2, 15), "春节", CalendarDayKind.AdjustedOff),
    }.ToDictionary(day => day.Date));

    internal static Tariff Tariff(string version, LocalDate from, long ordinary, long holiday) => new(
        Shop.Platform, version, from, "an example",
        [
            new TariffRate(ChargeKind.HostedTransfer, DayClass.Ordinary, new Fen(ordinary)),
            new TariffRate(ChargeKind.HostedTransfer, DayClass.Holiday, new Fen(holiday)),
        ]);

    internal static FeeTerms Terms(TransferDedup dedup = TransferDedup.Conversation) => new(
        new HostedServiceFeeRule(
            "xhs.hosted_fee", "由用户转交", "Transfers by the user are charged", "1.2 seed", dedup,
            new HashSet<TransferInitiator> { TransferInitiator.User },
            new HashSet<ConsultationKind> { ConsultationKind.AfterSales },
            new HashSet<CalendarDayKind> { CalendarDayKind.Statutory },
            "china"),
        new RuleCitation(Shop.Platform, "2021-01-01", "00", "xhs.hosted_fee", "1.2 seed"),
        Calendar);

    /// <summary>A book in which the rule holds from 2021 on.</summary>
    internal static ShopBook Book(Tariffs? tariffs = null, TransferDedup dedup = TransferDedup.Conversation)
    {
        var terms = Terms(dedup);
        return new ShopBook(Shop, day => day.Year >= 2021 ? terms : null, tariffs ?? Example);
    }
}
