using Faults.Tests.Support;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class RedisTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task Redis_killed_emptied_and_frozen_costs_time_only()
    {
        await using var trial = await Trial.StartAsync(output, await stores.NewServiceAsync());
        var rounds = FaultSeed.Times(2, 25);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await trial.UntilSomeMomentAsync();
                await stores.Redis.EmptyAsync();
                await trial.UntilSomeMomentAsync();
                stores.Redis.FreezeServer();
                await trial.UntilSomeMomentAsync();
                stores.Redis.ThawServer();
                await trial.UntilSomeMomentAsync();
                stores.Redis.KillServer();
                await trial.UntilSomeMomentAsync();
                await stores.Redis.StartServerAsync();
            }

            await trial.ProveAsync($"{rounds} times Redis emptied, frozen, killed and restarted");
        }
        finally
        {
            stores.Redis.KillServer();
            await stores.Redis.StartServerAsync();
        }
    }

    [Fact]
    public async Task A_service_that_starts_without_Redis_serves_all_the_same()
    {
        var service = await stores.NewServiceAsync();
        stores.Redis.KillServer();
        try
        {
            await using var trial = await Trial.StartAsync(output, service);
            await trial.UntilSomeMomentAsync();
            service.Kill();
            await service.StartAsync();
            await trial.ProveAsync("1 start without Redis");
        }
        finally
        {
            await stores.Redis.StartServerAsync();
        }
    }
}
