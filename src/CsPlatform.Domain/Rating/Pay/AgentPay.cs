using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Pay;

/// <summary>Works out an agent's pay for a month (handbook 5.6), exactly, and rounds at the end only.</summary>
public static class AgentPay
{
    /// <summary>The pay, or why there is none.</summary>
    public static AgentPayOutcome Of(AgentMonth month, AgentPayRule rule)
    {
        ArgumentNullException.ThrowIfNull(month);
        ArgumentNullException.ThrowIfNull(rule);
        if (Against(month, rule) is var refusal and not AgentPayRefusal.None)
        {
            return new AgentPayRefused(refusal);
        }

        var bonus = month.Served * month.BonusBase;
        var byConversion = Weighting(bonus, month.Conversion, month.TeamConversion);
        var byOrderValue = Weighting(bonus, month.OrderValue, month.TeamOrderValue);
        var basic = NotBelow(rule.BasicPerformanceNotBelowZero, bonus + byConversion + byOrderValue);
        var commission = NotBelow(rule.CommissionNotBelowZero, Commission(month, rule));
        var performance = (basic + month.FlexiblePerformance.Amount).HalfUp();
        var wage = (commission + month.BaseSalary.Amount).HalfUp();
        return Fits(performance) && Fits(wage)
            ? new AgentPaid(new AgentPaySlip(
                bonus, byConversion, byOrderValue, basic, new Fen((long)performance), commission, new Fen((long)wage)))
            : new AgentPayRefused(AgentPayRefusal.TooLarge);
    }

    // In the order of the enum.
    private static AgentPayRefusal Against(AgentMonth month, AgentPayRule rule)
    {
        if (month.Served < 0 || month.BonusBase < 0 || month.OwnSales < Fen.Zero || month.OwnReturns < Fen.Zero
            || month.UnconsultedSales < Fen.Zero)
        {
            return AgentPayRefusal.BelowZero;
        }

        if (month.Agents < 1)
        {
            return AgentPayRefusal.NoAgents;
        }

        return month.BaseSalary < rule.LowestBase || month.BaseSalary > rule.HighestBase
            ? AgentPayRefusal.BaseOutsideBand
            : AgentPayRefusal.None;
    }

    // A team value of 0 cannot be divided by, and no data is no difference.
    private static Fraction Weighting(Fraction bonus, Rate own, Rate team) =>
        Fraction.Of(own) is { } mine && Fraction.Of(team) is { } theirs && theirs != Fraction.Zero
            ? bonus * (mine - theirs) / theirs
            : Fraction.Zero;

    private static Fraction Commission(AgentMonth month, AgentPayRule rule) =>
        Share(month.OwnSales, rule.OwnSales)
        - Share(month.OwnReturns, rule.OwnReturns)
        + (Share(month.UnconsultedSales, rule.UnconsultedSales) / month.Agents);

    private static Fraction Share(Fen of, Percentage share) =>
        new Fraction(share.HundredthsOfPercent, Percentage.Whole) * of.Amount;

    private static Fraction NotBelow(bool zero, Fraction value) => zero && value < Fraction.Zero ? Fraction.Zero : value;

    private static bool Fits(System.Numerics.BigInteger fen) => System.Numerics.BigInteger.Abs(fen) <= Fen.LargestInput;
}
