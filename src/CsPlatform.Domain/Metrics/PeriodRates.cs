using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>What the sums of a period's days come to under a formula.</summary>
public static class PeriodRates
{
    /// <summary>
    /// The rate; 0/0 without a denominator, whatever stands above it: there is a number and no rate. Of a sale, one day's is enough for
    /// the period.
    /// </summary>
    public static Rate Of(MetricFormula formula, FactChange sum) => formula switch
    {
        SalePresenceFormula => sum.IsNone ? default : new Rate(sum.Numerator > 0 ? 1 : 0, 1),
        _ => sum.Denominator > 0 ? new Rate(sum.Numerator, sum.Denominator) : default,
    };
}
