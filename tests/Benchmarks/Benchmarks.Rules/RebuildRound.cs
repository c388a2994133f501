namespace Benchmarks.Rules;

/// <summary>Seconds that each side of a round took.</summary>
/// <param name="Here">This engine on two threads.</param>
/// <param name="Alone">This engine on one.</param>
/// <param name="DuckDb">DuckDB on two threads.</param>
/// <param name="Postgres">PostgreSQL.</param>
internal sealed record RebuildRound(double Here, double Alone, double DuckDb, double Postgres);
