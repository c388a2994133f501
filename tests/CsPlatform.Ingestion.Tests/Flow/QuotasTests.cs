using CsPlatform.Ingestion.Flow;
using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class QuotasTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void The_quota_that_takes_longest_is_named_and_a_refused_batch_takes_nothing()
    {
        var quotas = Quotas(source: 100, shop: 10);
        Assert.Equal(TimeSpan.Zero, quotas.Take(Demand(quotas, 10), TimeSpan.Zero).Wait);

        var shop = quotas.Take(Demand(quotas, 10), TimeSpan.Zero);
        Assert.Equal((TimeSpan.FromSeconds(1), QuotaKind.Shop, "xiaohongshu/shop-1"), (shop.Wait, shop.Kind, shop.Name));
        // Refused: the source's 90 are still there for another shop.
        var other = Enumerable.Range(0, 9).SelectMany(n => Events.Messages(10, $"other-{n}"));
        Assert.Equal(TimeSpan.Zero, quotas.Take(quotas.DemandOf([.. other]), TimeSpan.Zero).Wait);

        var source = quotas.Take(quotas.DemandOf([.. Events.Messages(5, "third")]), TimeSpan.Zero);
        Assert.Equal((TimeSpan.FromMilliseconds(50), QuotaKind.Source, "im"), (source.Wait, source.Kind, source.Name));
        Assert.Equal("source:im", QuotaFailure(source));
        Assert.Equal("shop:xiaohongshu/shop-1", QuotaFailure(shop));
    }

    [Fact]
    public void Those_that_may_wait_pass_one_after_the_other_at_the_rate()
    {
        var quotas = Quotas(source: 0, shop: 10);
        var waits = Enumerable.Range(0, 6).Select(_ => quotas.Take(Demand(quotas, 5), TimeSpan.FromSeconds(2)).Wait.TotalSeconds);
        Assert.Equal([0, 0, 0.5, 1, 1.5, 2], waits);
        Assert.Equal(TimeSpan.FromSeconds(2.5), quotas.Take(Demand(quotas, 5), TimeSpan.FromSeconds(2)).Wait);
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.FromSeconds(2), quotas.Take(Demand(quotas, 5), TimeSpan.FromSeconds(2)).Wait);
    }

    [Fact]
    public void A_quota_that_is_not_set_counts_nothing()
    {
        var quotas = Quotas(source: 0, shop: 0);
        var demand = Demand(quotas, 8_192);
        Assert.Empty(demand.Sources);
        Assert.Empty(demand.Shops);
        Assert.Equal(default, quotas.Take(demand, TimeSpan.Zero) with { Name = null! });
    }

    [Fact]
    public void A_batch_is_counted_by_source_and_shop_whatever_order_its_items_have_and_whatever_faults()
    {
        var events = Events.Messages(3).Concat(Events.Messages(2, "b")).Concat(Events.Messages(1))
            .Append(Events.Message("x").With(e => e.Shop = null))
            .Append(Events.Message("y", new string('z', 100_000), source: new string('z', 100_000))).ToList();
        var demand = QuotaDemand.Of(events, countsSources: true, countsShops: true);
        Assert.Equal([("", 1), ("im", 7)], demand.Sources.Select(entry => (entry.Key, entry.Value)).Order());
        Assert.Equal(
            [("/", 1), ("xiaohongshu/", 1), ("xiaohongshu/b", 2), ("xiaohongshu/shop-1", 4)],
            demand.Shops.Select(entry => ($"{entry.Key.Platform}/{entry.Key.ShopId}", entry.Value)).Order());
    }

    [Theory]
    [InlineData(0, 100, 1, false, 100)]
    [InlineData(50, 100, 2, false, 100)]
    [InlineData(50, 0, 2, false, 50)]
    [InlineData(50, 100, 2, true, 0)]
    [InlineData(0, 10_000_000_000, 1, false, 32_768)]
    public void Credit_is_what_is_unanswered_and_a_share_of_the_room(int unanswered, long free, int streams, bool isHeld, int credit)
        => Assert.Equal(credit, Credit.Of(unanswered, free, streams, isHeld));

    private static QuotaDemand Demand(Quotas quotas, int count) => quotas.DemandOf([.. Events.Messages(count)]);

    private static string QuotaFailure(QuotaAnswer answer) => Details.Of(answer.ToRefusal()).Quota!.Violations.Single().Subject;

    private Quotas Quotas(int source, int shop) => new(
        Options.Create(new QuotaOptions
        {
            SourceEventsPerSecond = source,
            SourceBurst = Math.Max(1, source),
            ShopEventsPerSecond = shop,
            ShopBurst = Math.Max(1, shop),
        }),
        time);
}
