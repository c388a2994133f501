using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates the bands that give a score its name: they follow one another without overlap or gap.</summary>
internal static class ScoreLevelReader
{
    public static IReadOnlyList<ScoreLevel> Read(IReadOnlyList<V1.ScoreLevel> levels, Place place, ScoreIds parts)
    {
        var read = levels.Select((level, i) => Level(level, place.Item("levels", i), parts)).ToList();
        for (var i = 0; i < read.Count; i++)
        {
            var at = place.Item("levels", i);
            if (read[i].Until is { } end && end <= read[i].From)
            {
                at.Field("until").Fault("does not lie above from; a band holds at least one value");
            }

            if (i == 0)
            {
                continue;
            }

            switch (read[i - 1].Until)
            {
                case null:
                    at.Fault("follows a band that never ends; give that one an end, exactly where this one starts");
                    break;
                case { } before when before > read[i].From:
                    at.Field("from").Fault($"overlaps the band before, which ends at {levels[i - 1].Until}; start exactly there");
                    break;
                case { } before when before < read[i].From:
                    at.Field("from").Fault(
                        $"leaves a gap after the band before, which ends at {levels[i - 1].Until}; start exactly there");
                    break;
            }
        }

        return read;
    }

    private static ScoreLevel Level(V1.ScoreLevel level, Place place, ScoreIds parts)
    {
        var minima = new List<(string Part, Fraction AtLeast)>();
        for (var i = 0; i < level.Minima.Count; i++)
        {
            var at = place.Item("minima", i);
            if (!parts.Nodes.Contains(level.Minima[i].Part))
            {
                at.Field("part").Fault($"\"{level.Minima[i].Part}\" is no part of this weighted score");
            }

            minima.Add((level.Minima[i].Part, ExactNumbers.Read(at, "atLeast", level.Minima[i].AtLeast)));
        }

        return new ScoreLevel(
            place.Text("nameZh", level.NameZh),
            place.Text("nameEn", level.NameEn),
            ExactNumbers.Read(place, "from", level.From),
            level.HasUntil ? ExactNumbers.Read(place, "until", level.Until) : null,
            minima);
    }
}
