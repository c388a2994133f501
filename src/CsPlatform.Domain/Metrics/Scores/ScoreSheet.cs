using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>What is noted while a score is found.</summary>
internal sealed class ScoreSheet
{
    public List<ScorePart> Parts { get; } = [];

    public List<ScoreGap> Gaps { get; } = [];

    /// <summary>Notes a part and passes its value on.</summary>
    public Fraction? Note(string part, Fraction? value, ScorePartNote note)
    {
        Parts.Add(new ScorePart(part, value, note));
        return value;
    }

    /// <summary>Notes that something is lacking; the value is null.</summary>
    public Fraction? Lack(string part, ScoreGapReason reason)
    {
        Gaps.Add(new ScoreGap(part, reason));
        return null;
    }
}
