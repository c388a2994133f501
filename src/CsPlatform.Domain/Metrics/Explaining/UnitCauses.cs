using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Finds why a unit of a reply metric counts as it does: the message that decides, or what else does.</summary>
internal static class UnitCauses
{
    public static Because Of(ReplyUnit unit, ReplyFormula formula, Rate adds)
    {
        if (unit.Turns.Count == 0)
        {
            return Because.Of(UnitCause.NoMessage);
        }

        if (!adds.HasData)
        {
            return Because.Of((unit.Measured.FirstOrDefault() ?? unit.Turns[0]).Reason);
        }

        var hit = adds.Numerator > 0;
        return formula switch
        {
            MeanReplyTimeFormula => Because.Of(UnitCause.Waits),
            RoundReplyRateFormula => Because.Of(UnitCause.Rounds),
            NoServiceRateFormula => Because.Of(hit ? UnitCause.NotServed : UnitCause.Served),
            OfflineRateFormula => Because.Of(hit ? UnitCause.Offline : UnitCause.NotOffline),
            ReplyRateFormula { Late: LateRule.MeanPerRound } => Because.Of(hit ? UnitCause.MeanWithin : UnitCause.MeanBeyond),
            _ => Because.Of(unit.Measured.First(turn => turn.MakesLate != hit).Reason),
        };
    }
}
