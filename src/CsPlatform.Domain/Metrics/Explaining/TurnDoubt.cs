using NodaTime;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Whether clocks that are off could turn a verdict.</summary>
public static class TurnDoubt
{
    /// <summary>
    /// Whether a measured message was answered so close to its due time that clocks which differ by no more than the skew could make a late
    /// answer one in time, or the other way round. What was never answered is beyond doubt.
    /// </summary>
    /// <param name="turn">The message.</param>
    /// <param name="skew">By how much the clocks of the question and of its answer may differ; 0: they agree.</param>
    public static bool Of(Turn turn, Duration skew)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn is { DueAt: { } due, AnsweredAt: { } answered } && turn.Verdict switch
        {
            TurnVerdict.InTime => answered + skew > due,
            TurnVerdict.Late => answered - skew <= due,
            _ => false,
        };
    }
}
