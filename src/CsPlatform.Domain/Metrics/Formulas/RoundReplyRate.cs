using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>人工响应率 by dialogue round: rounds answered in time / rounds (handbook 2.3).</summary>
public static class RoundReplyRate
{
    /// <summary>Rounds in time over rounds that count.</summary>
    public static Rate Of(ReplyUnit unit) => new(unit.Measured.Count(round => !round.MakesLate), unit.Measured.Count());
}
