using Faults.Tests.Support;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class ServiceKilledTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task Killed_again_and_again_under_load_it_loses_nothing_and_stores_nothing_twice()
    {
        var service = await stores.NewServiceAsync();
        await using var trial = await Trial.StartAsync(output, service);
        var kills = FaultSeed.Times(4, 60);
        for (var kill = 0; kill < kills; kill++)
        {
            await trial.UntilSomeMomentAsync();
            service.Kill();
            await service.StartAsync();
        }

        await trial.ProveAsync($"{kills} kills of the service");
    }
}
