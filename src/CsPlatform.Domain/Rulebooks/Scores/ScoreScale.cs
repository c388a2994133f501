using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>How a leaf's value becomes its score.</summary>
public abstract record ScoreScale;

/// <summary>The value is the score.</summary>
public sealed record SameScale : ScoreScale;

/// <summary>A table from values to scores. Below its first point the first score holds, above its last the last.</summary>
/// <param name="Points">By strictly rising value; at least one.</param>
/// <param name="IsLinear">Whether scores between two points lie on a straight line; else the point before holds.</param>
public sealed record CurveScale(IReadOnlyList<(Fraction Value, Fraction Score)> Points, bool IsLinear) : ScoreScale;
