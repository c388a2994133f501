namespace Oracles.Tests.Engines;

/// <summary>What one engine says of one unit of one history.</summary>
/// <param name="History">The history.</param>
/// <param name="Unit">The unit: a consultation, a buyer, or "buyer/sub-account".</param>
/// <param name="Day">The natural day it counts on, numbered from 1970-01-01.</param>
/// <param name="Hits">What it adds above.</param>
/// <param name="Units">What it adds below.</param>
public readonly record struct UnitResult(int History, string Unit, int Day, long Hits, long Units)
{
    public override string ToString() =>
        $"history {History} {Unit} on {new DateOnly(1970, 1, 1).AddDays(Day):yyyy-MM-dd}: {Hits}/{Units}";
}
