using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Pay;

/// <summary>
/// An agent's pay with its parts. The parts are exact numbers of fen; performance pay and wage are each rounded once, at their
/// end, half up. No source says that the two add up.
/// </summary>
/// <param name="Bonus">基础奖金 = 接待人数 × 奖金基数.</param>
/// <param name="ByConversion">转化率加权奖金 = bonus × (own − team) / team.</param>
/// <param name="ByOrderValue">客单价加权奖金 = bonus × (own − team) / team.</param>
/// <param name="BasicPerformance">基础绩效: the three together, not below 0 where the rule says so.</param>
/// <param name="PerformancePay">绩效工资 = 基础绩效 + 灵活绩效.</param>
/// <param name="Commission">提成: of own sales, less of own returns, and a part of the sales without consultation.</param>
/// <param name="Wage">工资 = 底薪 + 提成.</param>
public sealed record AgentPaySlip(
    Fraction Bonus,
    Fraction ByConversion,
    Fraction ByOrderValue,
    Fraction BasicPerformance,
    Fen PerformancePay,
    Fraction Commission,
    Fen Wage);
