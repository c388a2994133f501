using Oracles.Tests.Histories;

namespace Oracles.Tests.Engines;

/// <summary>An engine that judges histories by a metric.</summary>
public interface IOracle
{
    /// <summary>Its name for people.</summary>
    string Name { get; }

    /// <summary>Takes these histories in the place of those it had.</summary>
    Task LoadAsync(IReadOnlyList<Fact> facts);

    /// <summary>Every unit that counts anything.</summary>
    Task<IReadOnlySet<UnitResult>> JudgeAsync(OracleMetric metric);
}
