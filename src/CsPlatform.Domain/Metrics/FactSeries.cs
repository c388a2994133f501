using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>One shop's facts of one metric by day.</summary>
/// <param name="days">The facts; a day that is not there counts nothing.</param>
/// <param name="units">
/// What counts the units of a period where they are not the sum of its days, such as consumers that count once; null = they are the sum.
/// </param>
public sealed class FactSeries(IReadOnlyDictionary<LocalDate, FactChange> days, Func<Period, long>? units = null)
{
    /// <summary>The fact of a day.</summary>
    public FactChange this[LocalDate day] => days.GetValueOrDefault(day);

    /// <summary>The series of facts that each have units.</summary>
    public static FactSeries Of(IReadOnlyDictionary<LocalDate, Rate> days) =>
        new(days.ToDictionary(day => day.Key, day => new FactChange(day.Value.Numerator, day.Value.Denominator)));

    /// <summary>What a period comes to, above and below the line.</summary>
    public FactChange Sum(Period period)
    {
        var sum = default(FactChange);
        for (var day = period.Start; day < period.End; day = day.PlusDays(1))
        {
            sum += days.GetValueOrDefault(day);
        }

        return units is null ? sum : sum with { Denominator = units(period) };
    }

    /// <summary>The rate of a period under the metric's formula; 0/0 without data.</summary>
    public Rate Rate(MetricFormula formula, Period period) => PeriodRates.Of(formula, Sum(period));
}
