using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using Microsoft.Extensions.Caching.Memory;

namespace CsPlatform.Sanctions.Standings;

/// <summary>
/// How shops stand, kept in memory and dropped when Postgres says that it changed, whichever process changed it. An answer is at most as
/// old as the last look for changes; when the looks fail, Postgres answers (docs/decisions/0048).
/// </summary>
internal sealed class StandingCache(Database database, TimeProvider time) : IDisposable
{
    private const int MostShops = 200_000;

    /// <summary>How often it is looked for changes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long ago the last look may have begun for what is kept to be told.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromSeconds(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostShops });
    private readonly SemaphoreSlim looking = new(1);
    private readonly Lock gate = new();
    private string? seen;
    private long? lookedAt;
    private long dropped;

    public void Dispose()
    {
        kept.Dispose();
        looking.Dispose();
    }

    /// <summary>How the shop stands. The answer is shared: it must not be changed.</summary>
    public async ValueTask<GetStandingResponse> GetAsync(ShopKey shop, CancellationToken cancellation)
    {
        long before;
        lock (gate)
        {
            if (lookedAt is { } at && time.GetElapsedTime(at) < MostBehind && kept.TryGetValue(shop, out GetStandingResponse? known))
            {
                return known!;
            }

            before = dropped;
        }

        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        var standings = await database.ReadAsync(
            (connection, token) => StandingStore.LoadAsync(connection, partition, shop, token), cancellation);
        var response = new GetStandingResponse();
        response.Metrics.AddRange(standings.OrderBy(s => s.Key).Select(s => ToProto.Standing(s.Key.MetricId, s.Value)));
        lock (gate)
        {
            // What was read before the last drop may be older than what was dropped.
            if (before == dropped)
            {
                kept.Set(shop, response, new MemoryCacheEntryOptions { Size = 1 });
            }
        }

        return response;
    }

    /// <summary>To be called once a change of a shop's standing is committed, so that whoever made it sees it at once.</summary>
    public void Forget(ShopKey shop)
    {
        lock (gate)
        {
            dropped++;
            kept.Remove(shop);
        }
    }

    /// <summary>Drops what changed: what is told from now on is at least as new as this call.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            var at = time.GetTimestamp();
            var changes = await database.ReadAsync(
                (connection, token) => StandingChanges.ReadAsync(connection, seen, token), cancellation);
            lock (gate)
            {
                Drop(changes.Shops);
                (seen, lookedAt) = (changes.Snapshot, at);
            }
        }
        finally
        {
            looking.Release();
        }
    }

    private void Drop(IReadOnlyList<ShopKey>? shops)
    {
        if (shops is null)
        {
            dropped++;
            kept.Clear();
            return;
        }

        dropped += shops.Count;
        foreach (var shop in shops)
        {
            kept.Remove(shop);
        }
    }
}
