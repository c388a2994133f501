using CsPlatform.Cli.Simulating;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;

namespace CsPlatform.Cli.Tests;

public class SimulatedMarketTests
{
    private static readonly Simulation Small = new(7, new DateOnly(2026, 2, 20), 15, 30, ["pinduoduo", "xiaohongshu"], 150);

    [Fact]
    public void The_same_simulation_makes_the_same_events_in_the_same_order()
    {
        Assert.Equal(Bytes(Small), Bytes(Small));
        Assert.NotEqual(Bytes(Small), Bytes(Small with { Seed = 8 }));
    }

    [Fact]
    public void The_events_are_these_on_every_machine()
    {
        var hash = System.Security.Cryptography.SHA256.HashData([.. Bytes(Small).SelectMany(bytes => bytes)]);

        Assert.Equal("44a3f0e7b645bee05fc16076856d30c3", Convert.ToHexStringLower(hash)[..32]);
    }

    [Fact]
    public void Simulations_that_differ_in_anything_share_no_shop()
    {
        Simulation[] all =
        [
            Small, Small with { Seed = 8 }, Small with { From = Small.From.AddDays(1) }, Small with { Days = 16 }, Small with { Shops = 31 },
            Small with { Platforms = ["xiaohongshu", "pinduoduo"] }, Small with { MessagesPerShop = 151 },
        ];
        var shops = all.SelectMany(simulation => Enumerable.Range(0, simulation.Shops).Select(simulation.ShopId)).ToList();

        Assert.Equal(shops.Count, shops.Distinct().Count());
        Assert.All(all, simulation => Assert.Equal(
            (simulation.Name, simulation.From, simulation.Until), Simulation.DaysOf(simulation.ShopId(simulation.Shops - 1))));
        Assert.All(["shop-1", "sim-7", "sim-7-2026022-15-0-1", ""], other => Assert.Null(Simulation.DaysOf(other)));
    }

    [Fact]
    public void Ids_are_unique_within_a_shop_and_nothing_happens_outside_the_days()
    {
        var events = Events(Small);

        Assert.Equal(events.Count, events.Select(e => (e.Shop.ShopId, e.EventId)).Distinct().Count());
        Assert.All(events, e => Assert.InRange(Day(e), Small.From, Small.Until.AddDays(-1)));
    }

    [Fact]
    public void It_holds_what_makes_metrics_hard()
    {
        var events = Events(Small with { MessagesPerShop = 2_000 });
        var kinds = events.CountBy(e => e.FactCase).ToDictionary();
        Event.FactOneofCase[] expected =
        [
            Event.FactOneofCase.MessageSent, Event.FactOneofCase.ConsultationOpened, Event.FactOneofCase.ConsultationClosed,
            Event.FactOneofCase.ConsultationRated, Event.FactOneofCase.ConsultationQueued, Event.FactOneofCase.ConsultationAssigned,
            Event.FactOneofCase.ConsultationHandedOver, Event.FactOneofCase.ConsultationWentOffline, Event.FactOneofCase.MessageRecalled,
            Event.FactOneofCase.ExclusionDecided, Event.FactOneofCase.BuyerReportDecided,
        ];
        Assert.Equal(expected.Order(), kinds.Keys.Order());
        Assert.Equal(
            [SenderRole.Buyer, SenderRole.HumanAgent, SenderRole.Bot, SenderRole.Automatic, SenderRole.AssistedBot],
            events.Where(e => e.MessageSent is not null).Select(e => e.MessageSent.Role).Distinct().Order());
        Assert.Equal(
            [ExclusionDecided.TargetOneofCase.ConsultationId, ExclusionDecided.TargetOneofCase.Message, ExclusionDecided.TargetOneofCase.BuyerId,
                ExclusionDecided.TargetOneofCase.Span],
            events.Where(e => e.ExclusionDecided is not null).Select(e => e.ExclusionDecided.TargetCase).Distinct().Order());
    }

    [Fact]
    public void Some_events_come_days_late_and_some_out_of_order()
    {
        var days = new SimulatedMarket(Small).Days().ToList();

        Assert.Equal(Small.Days + 1, days.Count);
        Assert.Contains(days.Take(Small.Days), day => day.Events.Any(e => Day(e) < day.Day));
        Assert.All(days, day => Assert.All(day.Events, e => Assert.True(Day(e) <= day.Day)));
        var first = days[0].Events.Select(e => e.OccurredAt.ToDateTimeOffset()).ToList();
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public void Shops_are_of_very_different_size_and_together_about_as_large_as_asked()
    {
        var simulation = Small with { Shops = 400, MessagesPerShop = 100 };
        var messages = Events(simulation).Where(e => e.MessageSent is not null).CountBy(e => e.Shop.ShopId).Select(shop => shop.Value).ToList();

        Assert.InRange(messages.Sum(), 400 * 70, 400 * 130);
        Assert.True(messages.Max() > 10 * messages.Order().ElementAt(messages.Count / 2));
    }

    private static DateOnly Day(Event e) => ShopDay.DayOf(e.OccurredAt.ToDateTimeOffset().ToUnixTimeMilliseconds());

    private static List<Event> Events(Simulation simulation) => [.. new SimulatedMarket(simulation).Days().SelectMany(day => day.Events)];

    private static List<byte[]> Bytes(Simulation simulation) => [.. Events(simulation).Select(e => e.ToByteArray())];
}
