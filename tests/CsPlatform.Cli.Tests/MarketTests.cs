using CsPlatform.Cli.Demo;
using Google.Protobuf;

namespace CsPlatform.Cli.Tests;

public class MarketTests
{
    private static readonly MarketMaker Made = MarketMaker.Make();

    [Fact]
    public void The_market_is_the_same_every_time()
    {
        var again = MarketMaker.Make();

        Assert.Equal(Made.Events.Select(e => e.ToByteString()), again.Events.Select(e => e.ToByteString()));
    }

    [Fact]
    public void Ids_are_unique_within_a_shop_and_each_shops_events_rise_in_time()
    {
        foreach (var shop in Made.Events.GroupBy(e => e.Shop.ShopId))
        {
            Assert.Equal(shop.Count(), shop.Select(e => e.EventId).Distinct().Count());
            var times = shop.Select(e => e.OccurredAt.ToDateTimeOffset()).ToArray();
            Assert.Equal(times.Order(), times);
        }
    }

    [Fact]
    public void Every_course_of_the_story_happens_by_the_generators_own_counts()
    {
        Assert.Equal(12, Made.Expected.Count);
        var diligent = Made.Expected[Market.Diligent];
        Assert.False(diligent.IsBelow(diligent.FirstBelow(50)!.Value, 30));
        var careless = Made.Expected[Market.Careless];
        Assert.False(careless.IsBelow(careless.FirstBelow(50)!.Value, 30));
        var worst = Made.Expected[Market.Worst];
        Assert.True(worst.IsBelow(worst.FirstBelow(50)!.Value, 30));
        Assert.Null(Made.Expected[Market.Wavering].FirstBelow(50));
        Assert.NotNull(Made.Expected[Market.Wavering].FirstBelow(80));
        Assert.True(Made.Expected[Market.Short].Month("2026-02").CarriedForward > 0);
        Assert.Contains(Made.Expected["demo-silk"].Charges, charge => charge.IsTransfer);
        Assert.Contains(Made.Expected["demo-silk"].Charges, charge => !charge.IsTransfer);
        Assert.Contains(Made.Expected["demo-tea"].Charges, charge => charge.IsHoliday);
    }

    [Fact]
    public void Months_add_up()
    {
        foreach (var shop in Made.Expected.Values)
        {
            var (january, february) = (shop.Month("2026-01"), shop.Month("2026-02"));
            Assert.Equal(0, january.BroughtForward);
            Assert.Equal(january.CarriedForward, february.BroughtForward);
            Assert.Equal(february.BroughtForward + february.Charged - february.Deducted, february.CarriedForward);
            Assert.Equal(shop.Charges.Sum(charge => charge.Fen), january.Charged + february.Charged);
        }
    }
}
