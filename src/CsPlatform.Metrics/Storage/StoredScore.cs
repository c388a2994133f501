using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>A published score in one revision.</summary>
/// <param name="Key">Which score of which shop and day.</param>
/// <param name="Days">The period of its parts; null = each has its own.</param>
/// <param name="Value">The score; null when it lacks anything.</param>
/// <param name="Level">The platform's name of its level; empty = none.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Gaps">What it lacks.</param>
/// <param name="Citation">The rule.</param>
/// <param name="Revision">1 as first closed.</param>
/// <param name="Reason">Why it differs from the revision before; empty for the first.</param>
/// <param name="ClosedAt">When it was published.</param>
internal sealed record StoredScore(
    ScoreKey Key,
    Period? Days,
    Fraction? Value,
    string Level,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<ScoreGap> Gaps,
    RuleCitation Citation,
    int Revision,
    string Reason,
    Instant ClosedAt)
{
    /// <summary>
    /// The score as it is published. One that had data once and has none any more has no value, whatever its rule makes of nothing.
    /// </summary>
    internal static StoredScore Of(ShopKey shop, ClosedScore closed, int revision, string reason, Instant at)
    {
        var (result, nothing) = (closed.Result, new ScoreGap("", ScoreGapReason.NoData));
        return new StoredScore(
            new ScoreKey(shop, closed.ScoreId, closed.EvaluatedOn),
            closed.Days,
            closed.HasData ? result.Value : null,
            closed.HasData ? result.Level?.NameZh ?? "" : "",
            result.Parts,
            closed.HasData || result.Gaps.Contains(nothing) ? result.Gaps : [.. result.Gaps.Append(nothing)],
            closed.Citation,
            revision,
            reason,
            at);
    }

    /// <summary>Whether it says the same, whenever and why it was published.</summary>
    internal bool SaysWhat(StoredScore other) =>
        Days == other.Days && Value == other.Value && Level == other.Level
        && Parts.SequenceEqual(other.Parts) && Gaps.SequenceEqual(other.Gaps);
}
