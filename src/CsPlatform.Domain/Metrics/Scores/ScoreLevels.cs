using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Names scores (handbook 1.7, 5.1, 6.1).</summary>
public static class ScoreLevels
{
    /// <summary>
    /// The level of a value. Where no level asks anything of parts: the band that the value lies in. Where one does: the highest
    /// level whose start the value reaches with every part it asks for, so that a part that lacks costs levels and not the name.
    /// </summary>
    public static ScoreLevel? Of(IReadOnlyList<ScoreLevel> levels, Fraction value, IReadOnlyList<ScorePart> parts)
    {
        if (levels.All(level => level.Minima.Count == 0))
        {
            return levels.FirstOrDefault(level => level.From <= value && (level.Until is not { } until || value < until));
        }

        var scores = parts.ToDictionary(part => part.Id, part => part.Value);
        return levels.LastOrDefault(level => level.From <= value
            && level.Minima.All(minimum => scores.GetValueOrDefault(minimum.Part) >= minimum.AtLeast));
    }
}
