using CsPlatform.TestSupport;
using Faults.Tests.Loads;
using Xunit.Abstractions;

namespace Faults.Tests.Support;

/// <summary>A service on a database of its own under load, what strikes it, and the proof afterwards.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private readonly ITestOutputHelper output;

    private Trial(ITestOutputHelper output, ServiceProcess service, Load load) => (this.output, Service, Load) = (output, service, load);

    /// <summary>The service.</summary>
    internal ServiceProcess Service { get; }

    /// <summary>What it has to do.</summary>
    internal Load Load { get; }

    /// <summary>Where and when faults strike.</summary>
    internal Random Random { get; } = new(FaultSeed.Value);

    /// <summary>Starts the service and the load.</summary>
    /// <param name="output">Told the seed.</param>
    /// <param name="service">The service, not started; it ends with the trial.</param>
    /// <param name="address">Where senders and the follower find it, when not at its own address.</param>
    internal static async Task<Trial> StartAsync(ITestOutputHelper output, ServiceProcess service, Uri? address = null)
    {
        output.WriteLine($"{FaultSeed.Variable}={FaultSeed.Value}");
        await service.StartAsync();
        return new Trial(output, service, Load.Start(_ => address ?? service.Address, FaultSeed.Value));
    }

    /// <summary>Lets the load go on until a random moment.</summary>
    internal async Task UntilSomeMomentAsync()
    {
        await Load.GoesOnAsync(Random.Next(200, 1500));
        await Task.Delay(Random.Next(30));
    }

    /// <summary>Waits until the fault that struck is felt: calls fail, and no event is acknowledged meanwhile.</summary>
    internal async Task UntilCallsFailAsync()
    {
        var before = Load.Outages.Count;
        await Eventually.HoldsAsync(() => Load.Outages.Count >= before + 10, "calls fail", seconds: 60);
        var acknowledged = Load.Ledger.AcknowledgedCount;
        await Eventually.HoldsAsync(() => Load.Outages.Count >= before + 20, "calls go on failing", seconds: 60);
        Assert.InRange(Load.Ledger.AcknowledgedCount, acknowledged, acknowledged);
    }

    /// <summary>Ends the load and proves the feed; notes for the end of the tests what was struck how often.</summary>
    internal async Task ProveAsync(string what)
    {
        await Load.GoesOnAsync(500);
        var events = await Load.ProveAsync(Service.Address);
        var line = $"{what}; {events:N0} events of {Load.Items:N0} items proved, {Load.Outages.Count:N0} calls broken, seed {FaultSeed.Value}";
        output.WriteLine(line);
        TestSummary.Write($"faults {what.Split(' ', 2)[1]}", line);
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        output.WriteLine($"What the service wrote: {Telling(Service.Output)}");
        Service.Dispose();
    }

    // From the first fault of its own on, when there is any; its last words otherwise.
    private static string Telling(string words)
    {
        const int most = 4000;
        var fault = words.IndexOf("failed; trace", StringComparison.Ordinal);
        var start = fault >= 0 ? fault : Math.Max(0, words.Length - most);
        return words[start..Math.Min(words.Length, start + most)];
    }
}
