namespace Benchmarks.Sanctions;

/// <summary>Seconds that each side of a round took for all figures on one core.</summary>
/// <param name="Here">This engine.</param>
/// <param name="Engine">json-rules-engine.</param>
/// <param name="Sql">One statement in PostgreSQL.</param>
internal sealed record DecisionRound(double Here, double Engine, double Sql);
