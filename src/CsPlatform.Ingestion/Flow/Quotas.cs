using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Flow;

/// <summary>The quotas of sources and shops of this process.</summary>
internal sealed class Quotas(IOptions<QuotaOptions> options, TimeProvider time)
{
    private const int MostRemembered = 100_000;

    private readonly Lock gate = new();
    // Counted from the start of the process by a clock that nobody sets.
    private readonly long start = time.GetTimestamp();

    private readonly BucketTable<string> sources = new(
        new BucketRule(options.Value.SourceEventsPerSecond, options.Value.SourceBurst), MostRemembered);

    private readonly BucketTable<(string Platform, string ShopId)> shops = new(
        new BucketRule(options.Value.ShopEventsPerSecond, options.Value.ShopBurst), MostRemembered);

    /// <summary>What a batch asks of the quotas that are enforced.</summary>
    internal QuotaDemand DemandOf(IReadOnlyList<V1.Event> events)
        => QuotaDemand.Of(events, sources.Rule.IsEnforced, shops.Rule.IsEnforced);

    /// <summary>
    /// Takes what a batch asks for if it may pass within <paramref name="longest"/>, and says how long it has to wait until then;
    /// later batches wait behind it. When it would have to wait longer, nothing is taken.
    /// </summary>
    internal QuotaAnswer Take(QuotaDemand demand, TimeSpan longest)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start).Ticks;
            var answer = Judge(demand, now);
            if (answer.Wait <= longest)
            {
                foreach (var (source, count) in demand.Sources)
                {
                    sources.Take(source, count, now);
                }

                foreach (var (shop, count) in demand.Shops)
                {
                    shops.Take(shop, count, now);
                }
            }

            return answer;
        }
    }

    /// <summary>Gives back what a batch took that was not let in after all.</summary>
    internal void Return(QuotaDemand demand)
    {
        lock (gate)
        {
            foreach (var (source, count) in demand.Sources)
            {
                sources.Return(source, count);
            }

            foreach (var (shop, count) in demand.Shops)
            {
                shops.Return(shop, count);
            }
        }
    }

    private QuotaAnswer Judge(QuotaDemand demand, long now)
    {
        var answer = new QuotaAnswer(TimeSpan.Zero, TimeSpan.Zero, QuotaKind.None, "");
        foreach (var (source, count) in demand.Sources)
        {
            answer = answer.And(sources.WaitFor(source, count, now), sources.SpreadFor(source, count, now), QuotaKind.Source, source);
        }

        foreach (var ((platform, shop), count) in demand.Shops)
        {
            var key = (platform, shop);
            answer = answer.And(shops.WaitFor(key, count, now), shops.SpreadFor(key, count, now), QuotaKind.Shop, $"{platform}/{shop}");
        }

        return answer;
    }
}
