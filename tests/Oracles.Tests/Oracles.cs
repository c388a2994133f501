using CsPlatform.TestSupport;
using Oracles.Tests.Engines;
using Oracles.Tests.Histories;

namespace Oracles.Tests;

/// <summary>The three engines, each with all histories loaded.</summary>
public sealed class Oracles : IAsyncLifetime
{
    /// <summary>Histories that are judged.</summary>
    public const int Histories = 1_500;

    private readonly PostgresFixture postgres = new();
    private readonly DomainOracle domain = new();
    private readonly DuckDbOracle duckDb = DuckDbOracle.Start();
    private PostgresOracle? elephant;

    /// <summary>What was delivered, by history.</summary>
    public IReadOnlyList<IReadOnlyList<Fact>> Deliveries { get; } =
        [.. Enumerable.Range(0, Histories).Select(HistoryMaker.Make)];

    /// <summary>The engines.</summary>
    public IReadOnlyList<IOracle> Engines => [domain, elephant!, duckDb];

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        elephant = await PostgresOracle.StartAsync(postgres);
        await LoadAsync([.. Deliveries.SelectMany(history => history)]);
    }

    public async Task DisposeAsync()
    {
        await elephant!.DisposeAsync();
        duckDb.Dispose();
        await postgres.DisposeAsync();
    }

    /// <summary>Gives all engines these facts in the place of those they had.</summary>
    public async Task LoadAsync(IReadOnlyList<Fact> facts)
    {
        foreach (var engine in Engines)
        {
            await engine.LoadAsync(facts);
        }
    }

    /// <summary>What each engine says, in their order.</summary>
    public async Task<IReadOnlySet<UnitResult>[]> JudgeAsync(OracleMetric metric)
    {
        var found = new List<IReadOnlySet<UnitResult>>();
        foreach (var engine in Engines)
        {
            found.Add(await engine.JudgeAsync(metric));
        }

        return [.. found];
    }
}
