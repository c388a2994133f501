using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>The closed list of ways in which a score's value is found.</summary>
public abstract record ScoreShape;

/// <summary>A weighted sum of parts, which may be weighted sums themselves.</summary>
/// <param name="Root">The whole.</param>
public sealed record WeightedShape(ScoreNode Root) : ScoreShape;

/// <summary>Marks for each item, less what it falls short; the total is their sum and never below 0 (handbook 5.1).</summary>
/// <param name="Items">The items, in their order.</param>
/// <param name="Step">How parts of a percentage point count.</param>
public sealed record DeductionShape(IReadOnlyList<MarkedItem> Items, StepMode Step) : ScoreShape;

/// <summary>Conditions; the value is the number that are missed, or the points for it (handbook 5.4).</summary>
/// <param name="Conditions">The conditions, in their order.</param>
/// <param name="PointsByMisses">Points for one miss, two, and so on; with more misses the last holds. Empty = the number.</param>
public sealed record ConditionShape(
    IReadOnlyList<ScoreCondition> Conditions, IReadOnlyList<Fraction> PointsByMisses) : ScoreShape;

/// <summary>An alert when a day's value is strictly below the day before's, so many days in a row (handbook 4.4).</summary>
/// <param name="ScoreId">The score that is watched.</param>
/// <param name="Days">Days in a row.</param>
public sealed record FallShape(string ScoreId, int Days) : ScoreShape;
