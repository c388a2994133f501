using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>
/// 回复率: (units − units that are late) / units, such as (咨询量 − 出现三分钟没有人工回复的咨询量) / 咨询量 (handbook 1.3, 2.1, 3.1, 4.2, 6.2).
/// </summary>
public static class ReplyRate
{
    /// <summary>1/1 for a unit in time, 0/1 for a late one, 0/0 for one that does not count.</summary>
    public static Rate Of(ReplyUnit unit, ReplyRateFormula formula)
    {
        var measured = unit.Measured.ToList();
        if (measured.Count == 0)
        {
            return default;
        }

        var inTime = formula.Late switch
        {
            LateRule.OneRound => measured.Exists(turn => !turn.MakesLate),
            LateRule.MeanPerRound => MeanIsWithin(measured, formula.Within),
            _ => !measured.Exists(turn => turn.MakesLate),
        };
        return new Rate(inTime ? 1 : 0, 1);
    }

    private static bool MeanIsWithin(List<Turn> rounds, Duration within)
    {
        var sum = Duration.Zero;
        foreach (var round in rounds)
        {
            if (round.Verdict == TurnVerdict.Unanswered)
            {
                return false;
            }

            sum += round.Wait!.Value;
        }

        return sum <= within * rounds.Count;
    }
}
