using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using Npgsql;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

[Collection(Servers.Collection)]
public sealed class CrashTests(Servers servers)
{
    private const int Shops = 120;
    private const int Days = 45;
    private const int Crashes = 3;

    [Fact]
    public async Task A_service_killed_in_the_middle_takes_each_decision_once()
    {
        await using var undisturbed = await Stack.StartAsync(servers);
        await using var killed = await Stack.StartAsync(servers);
        for (var part = 0; part < Crashes; part++)
        {
            // Whatever of the part is judged when it is killed, the rest is there to be judged.
            var before = await CountAsync(killed);
            Publish(killed, part);
            await Eventually.HoldsAsync(async () => await CountAsync(killed) > before, $"more than {before} decisions are stored");
            killed.Service.Kill();
            killed.Service.Dispose();
            await killed.StartServiceAsync();
            Publish(undisturbed, part);
        }

        PublishEnd(killed);
        PublishEnd(undisturbed);

        var (expected, got) = (await undisturbed.DecisionsAsync(), await killed.DecisionsAsync());
        Assert.True(expected.Count > 1_500, $"only {expected.Count} decisions");
        Assert.Equal(expected.Select(Timeless), got.Select(Timeless));
        Assert.Equal(got.Count, got.Select(decision => (decision.Shop.ShopId, decision.DecisionId)).Distinct().Count());
        Assert.Equal(got.Count, await PublishedAsync(killed));
        Assert.True(got.Count(decision => decision.Kind == DecisionKind.Revoked) > 100, "too few decisions were revoked");
        Assert.All(got.GroupBy(decision => decision.Shop.ShopId), shop => Assert.Equal(
            Enumerable.Range(1, shop.Count()).Select(number => (long)number), shop.Select(decision => decision.ShopSequence).Order()));
    }

    // A shop's rate moves between 10 % and 90 %, each shop at its own pace.
    private static void Publish(Stack stack, int part)
    {
        const int days = Days / Crashes;
        for (var shop = 0; shop < Shops; shop++)
        {
            var (id, pace) = ($"shop-{shop}", 7 + (shop % 13));
            stack.Publish(id, Enumerable.Range(part * days, days).Select(day =>
                Closed(id, Day("2024-01-01", day), 10 + (day * pace % 80), 100)));
            if (shop % 2 == 0)
            {
                // Some penalties lose their ground, and some figures that led to nothing get worse.
                stack.Publish(id, Enumerable.Range(part * days, days).Where(day => day % 3 == 0).Select(day =>
                    Revised(id, Day("2024-01-01", day), (shop + day) % 4 == 0 ? 5 : 95, 100, 2)));
            }
        }
    }

    private static void PublishEnd(Stack stack)
    {
        foreach (var shop in Enumerable.Range(0, Shops))
        {
            stack.Publish($"shop-{shop}", DayClosed(Day("2024-01-01", Days)));
        }
    }

    private static Decision Timeless(Decision decision)
    {
        var copy = decision.Clone();
        copy.DecidedAt = null;
        return copy;
    }

    private static async Task<long> CountAsync(Stack stack)
    {
        await using var source = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        return (long)(await source.CreateCommand("SELECT count(*) FROM sanctions.decision").ExecuteScalarAsync())!;
    }

    private static async Task<int> PublishedAsync(Stack stack)
    {
        await using var source = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        return (int)(decimal)(await source.CreateCommand("SELECT sum(position) FROM feed.head").ExecuteScalarAsync())!;
    }
}
