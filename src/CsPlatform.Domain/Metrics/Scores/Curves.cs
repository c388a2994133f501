using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Looks scores up in tables of points.</summary>
public static class Curves
{
    /// <summary>The score of a value: that of the last point not above it, or on the line to the next one.</summary>
    public static Fraction Score(CurveScale curve, Fraction value)
    {
        var points = curve.Points;
        var next = 0;
        while (next < points.Count && points[next].Value <= value)
        {
            next++;
        }

        if (next == 0)
        {
            return points[0].Score;
        }

        var before = points[next - 1];
        if (next == points.Count || !curve.IsLinear)
        {
            return before.Score;
        }

        var after = points[next];
        return before.Score + ((after.Score - before.Score) * (value - before.Value) / (after.Value - before.Value));
    }
}
