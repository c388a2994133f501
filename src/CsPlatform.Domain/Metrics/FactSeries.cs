using CsPlatform.Domain.Primitives;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>One shop's facts of one metric by day.</summary>
public sealed class FactSeries(IReadOnlyDictionary<LocalDate, Rate> days)
{
    /// <summary>The fact of a day; 0/0 where there is none.</summary>
    public Rate this[LocalDate day] => days.GetValueOrDefault(day);

    /// <summary>The sum over a period.</summary>
    public Rate Sum(Period period)
    {
        var sum = default(Rate);
        for (var day = period.Start; day < period.End; day = day.PlusDays(1))
        {
            sum += days.GetValueOrDefault(day);
        }

        return sum;
    }
}
