using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// Facts of metrics that have data on every day since a shop is known, whether anything happened or not: a day without a sale, a
/// day on which nobody was online. They are known when a day is over.
/// </summary>
public static class DayFacts
{
    /// <summary>Whether the formula counts days on which nothing happened.</summary>
    public static bool CountsEveryDay(MetricFormula formula) => formula is SalePresenceFormula or MeanOnlineTimeFormula;

    /// <summary>What is counted of a day because it is over, by metric: one day, and how long anybody was online.</summary>
    /// <param name="rulebook">The rulebook in force on it.</param>
    /// <param name="presence">What is known of the shop's sub-accounts, from the last change before the day on.</param>
    /// <param name="day">The day.</param>
    public static IEnumerable<(string MetricId, FactChange Fact)> Of(Rulebook rulebook, ShopFacts presence, LocalDate day)
    {
        foreach (var metric in rulebook.Metrics)
        {
            switch (metric.Formula)
            {
                case SalePresenceFormula:
                    yield return (metric.Id, new FactChange(0, 1));
                    break;
                case MeanOnlineTimeFormula online:
                    var found = Measurements.Of(presence, online, Period.OfDay(day));
                    yield return (metric.Id, new FactChange(found.Numerator, found.Denominator));
                    break;
            }
        }
    }
}
