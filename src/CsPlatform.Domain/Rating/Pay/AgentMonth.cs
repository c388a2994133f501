using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Pay;

/// <summary>What an agent and the team did in a natural month, as far as pay depends on it (handbook 5.6).</summary>
/// <param name="Served">接待人数: customers the agent served, 0 or more.</param>
/// <param name="BonusBase">奖金基数: fen per customer served, 0 or more; may have parts of a fen.</param>
/// <param name="Conversion">个人转化率; a denominator of 0 is no data.</param>
/// <param name="TeamConversion">团队转化率.</param>
/// <param name="OrderValue">个人客单价: fen over orders.</param>
/// <param name="TeamOrderValue">团队客单价: fen over orders.</param>
/// <param name="FlexiblePerformance">灵活绩效, which no source defines: given from outside.</param>
/// <param name="BaseSalary">底薪.</param>
/// <param name="OwnSales">Sales of the agent's own consultations, 0 or more.</param>
/// <param name="OwnReturns">Returns of such sales until the month's end, 0 or more.</param>
/// <param name="UnconsultedSales">The shop's sales without consultation, 0 or more.</param>
/// <param name="Agents">Agents who have those in equal parts, from 1.</param>
public sealed record AgentMonth(
    long Served,
    Fraction BonusBase,
    Rate Conversion,
    Rate TeamConversion,
    Rate OrderValue,
    Rate TeamOrderValue,
    Fen FlexiblePerformance,
    Fen BaseSalary,
    Fen OwnSales,
    Fen OwnReturns,
    Fen UnconsultedSales,
    int Agents);
