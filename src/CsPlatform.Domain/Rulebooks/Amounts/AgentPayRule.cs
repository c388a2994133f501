using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>How the pay of an agent is worked out (handbook 5.6).</summary>
/// <param name="Head">Its name, words and source.</param>
/// <param name="LowestBase">Lowest 底薪 of a month.</param>
/// <param name="HighestBase">Highest 底薪 of a month, both ends included.</param>
/// <param name="OwnSales">Commission on the agent's own sales.</param>
/// <param name="OwnReturns">Deduction for the agent's own returns.</param>
/// <param name="UnconsultedSales">Share of sales without consultation that all agents have in equal parts.</param>
/// <param name="BasicPerformanceNotBelowZero">Whether a 基础绩效 below 0 counts as 0.</param>
/// <param name="CommissionNotBelowZero">Whether a 提成 below 0 counts as 0, so that the base salary stays whole.</param>
public sealed record AgentPayRule(
    RuleHead Head,
    Fen LowestBase,
    Fen HighestBase,
    Percentage OwnSales,
    Percentage OwnReturns,
    Percentage UnconsultedSales,
    bool BasicPerformanceNotBelowZero,
    bool CommissionNotBelowZero);
