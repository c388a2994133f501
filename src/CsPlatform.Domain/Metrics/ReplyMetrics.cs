using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>What a judged unit adds to its metric.</summary>
public static class ReplyMetrics
{
    /// <summary>0/0 for a unit without a message in scope.</summary>
    public static Rate Of(ReplyUnit unit, ReplyFormula formula) => formula switch
    {
        ReplyRateFormula rate => ReplyRate.Of(unit, rate),
        FirstReplyRateFormula => FirstReplyRate.Of(unit),
        RoundReplyRateFormula => RoundReplyRate.Of(unit),
        MeanReplyTimeFormula => MeanReplyTime.Of(unit),
        NoServiceRateFormula noService => NoServiceRate.Of(unit, noService),
        OfflineRateFormula => OfflineRate.Of(unit),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "This formula is not on the closed list."),
    };
}
