using Faults.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class NetworkTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task Connections_of_senders_and_followers_cut_stalled_and_halved_lose_nothing()
    {
        var service = await stores.NewServiceAsync();
        await using var proxy = new FaultyProxy(service.Port);
        await using var trial = await Trial.StartAsync(output, service, new Uri($"http://127.0.0.1:{proxy.Port}"));
        await StrikeAsync(trial, proxy, FaultSeed.Times(6, 80));
        await trial.ProveAsync($"{proxy.Struck} connections between senders and service cut, stalled or halved");
    }

    [Fact]
    public async Task Connections_between_service_and_Postgres_cut_stalled_and_halved_lose_nothing()
    {
        await using var proxy = new FaultyProxy(stores.Postgres.Port);
        var database = new NpgsqlConnectionStringBuilder(await stores.Postgres.CreateDatabaseAsync()) { Port = proxy.Port };
        var service = new ServiceProcess(database.ConnectionString, stores.Redis.ConnectionString);
        await using var trial = await Trial.StartAsync(output, service);
        await StrikeAsync(trial, proxy, FaultSeed.Times(6, 80));
        await trial.ProveAsync($"{proxy.Struck} connections between service and Postgres cut, stalled or halved");
    }

    // Every kind of fault in turn, from a random one on.
    private static async Task StrikeAsync(Trial trial, FaultyProxy proxy, int times)
    {
        var first = trial.Random.Next(3);
        for (var strike = 0; strike < times; strike++)
        {
            await trial.UntilSomeMomentAsync();
            switch ((first + strike) % 3)
            {
                case 0:
                    proxy.Cut();
                    break;
                case 1:
                    proxy.Halve();
                    break;
                default:
                    proxy.Stall();
                    await Task.Delay(trial.Random.Next(100, 1500));
                    if (trial.Random.Next(2) == 0)
                    {
                        proxy.Cut();
                    }

                    proxy.GoOn();
                    break;
            }
        }

        Assert.True(proxy.Struck >= times, $"{times} faults struck only {proxy.Struck} connections.");
    }
}
