using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>
/// 回复率 by consultation: (咨询量 − 出现三分钟没有人工回复的咨询量) / 咨询量 (handbook 1.3). A consultation is a unit when it started in hours
/// and a buyer wrote in it: what a shop writes on its own is nobody's contact.
/// </summary>
public static class ReplyRate
{
    /// <summary>1/1 for a consultation in time, 0/1 for a late one, 0/0 for none that counts.</summary>
    public static Rate Of(Timeline timeline, ReplyRateFormula formula)
    {
        if (!ReplyVerdicts.IsInHours(timeline, formula) || !timeline.BuyerMessages.Any())
        {
            return default;
        }

        var late = ReplyVerdicts.Of(timeline, formula).Any(verdict => verdict.MakesLate);
        return new Rate(late ? 0 : 1, 1);
    }
}
