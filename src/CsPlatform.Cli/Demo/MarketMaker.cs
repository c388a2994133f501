using CsPlatform.Cli.Simulating;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Demo;

/// <summary>Makes the market's events, the same for the same seed, and counts what is to be expected of them.</summary>
internal sealed class MarketMaker
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    private static readonly TimeOnly MorningPayout = new(12, 0);
    private readonly SeededRandom random = new(Market.Seed);
    private readonly List<Event> events = [];

    private MarketMaker(DemoRules rules) => Rules = rules;

    /// <summary>The rules that the expectations come from. The events do not depend on them.</summary>
    public DemoRules Rules { get; }

    /// <summary>What is to be expected, by shop.</summary>
    public SortedDictionary<string, ShopExpectation> Expected { get; } = new(StringComparer.Ordinal);

    /// <summary>The events, each shop's in order of time.</summary>
    public IReadOnlyList<Event> Events => events;

    public static MarketMaker Make(DemoRules rules)
    {
        var maker = new MarketMaker(rules);
        foreach (var plan in Market.Shops)
        {
            maker.Expected[plan.Id] = new ShopExpectation(plan, rules);
        }

        for (var day = Market.FirstDay; day <= Market.LastDay; day = day.AddDays(1))
        {
            foreach (var shop in maker.Expected.Values)
            {
                maker.MakeDay(shop, day);
            }
        }

        return maker;
    }

    private void MakeDay(ShopExpectation shop, DateOnly day)
    {
        var today = new List<Event>();
        if (shop.Plan.SelfRunFrom == day)
        {
            var change = new ServiceModeChanged { Mode = ServiceMode.SelfRun };
            today.Add(
                EventOf(shop.Plan, $"{day:yyyyMMdd}-self-run", At(day, TimeOnly.MinValue), e => e.ServiceModeChanged = change));
        }

        if (day.DayOfWeek == DayOfWeek.Monday && shop.Plan.WeeklyProceedsFen > 0)
        {
            Settle(shop, day, today);
        }

        var count = shop.Plan.PerDay + random.Below(4);
        for (var i = 0; i < count; i++)
        {
            var maker = new ConsultationMaker(
                shop, random, $"{day:yyyyMMdd}-{i + 1:00}", day, (id, at, fill) => today.Add(EventOf(shop.Plan, id, at, fill)));
            maker.Make();
        }

        events.AddRange(today.OrderBy(e => e.OccurredAt.ToDateTimeOffset()).ThenBy(e => e.EventId, StringComparer.Ordinal));
    }

    private static void Settle(ShopExpectation shop, DateOnly day, List<Event> today)
    {
        var at = At(day, MorningPayout);
        var id = $"payout-{day:yyyyMMdd}";
        var settled = new SalesProceedsSettled { SettlementId = id, AmountFen = shop.Plan.WeeklyProceedsFen };
        shop.Settlements.Add((at, shop.Plan.WeeklyProceedsFen));
        today.Add(EventOf(shop.Plan, $"{day:yyyyMMdd}-payout", at, e => e.SalesProceedsSettled = settled));
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    private static Event EventOf(ShopPlan plan, string id, DateTimeOffset at, Action<Event> fill)
    {
        var made = new Event
        {
            Source = Market.Source,
            EventId = id,
            Shop = new ShopKey { Platform = Market.Platform, ShopId = plan.Id },
            OccurredAt = Timestamp.FromDateTimeOffset(at),
        };
        fill(made);
        return made;
    }
}
