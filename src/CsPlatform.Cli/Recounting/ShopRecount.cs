using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.V1;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>Every figure that a shop must have, counted from its events.</summary>
internal sealed class ShopRecount(RulebookCatalogue catalogue, ShopEvents shop)
{
    /// <summary>The figures of all periods with data that closed on that day or before.</summary>
    public IEnumerable<(RecountedFigure Figure, long Numerator, long Denominator)> Figures(int closedThrough)
    {
        var days = CountDays();
        for (var day = shop.FirstDay; day <= closedThrough; day++)
        {
            foreach (var metric in InForce(day)?.Metrics.Where(Tally.Knows) ?? [])
            {
                foreach (var (kind, first) in PeriodsThatEndWith(metric, day))
                {
                    var (above, below) = Tally.OfPeriod(metric.Formula, shop, Measured(metric.Id, first), day) ?? Sum(days, metric.Id, first, day);
                    if (below > 0)
                    {
                        yield return (new RecountedFigure(shop.Platform, shop.ShopId, metric.Id, kind, Day.ToDate(day + 1)), above, below);
                    }
                }
            }
        }
    }

    // The first day of the period by whose rulebook anything was measured: the last one is such a day.
    private int Measured(string metric, int first)
    {
        while (InForce(first)?.FindMetric(metric) is null)
        {
            first++;
        }

        return first;
    }

    private static (long Above, long Below) Sum(
        Dictionary<(string Metric, int Day), (long Above, long Below)> days, string metric, int first, int last)
    {
        var (above, below) = (0L, 0L);
        for (var day = first; day <= last; day++)
        {
            var added = days.GetValueOrDefault((metric, day));
            (above, below) = (above + added.Above, below + added.Below);
        }

        return (above, below);
    }

    private Dictionary<(string Metric, int Day), (long Above, long Below)> CountDays()
    {
        var talks = shop.Talks();
        var days = new Dictionary<(string, int), (long Above, long Below)>();
        var rulebooks = talks.SelectMany(talk => talk.Entries).Select(entry => Day.Of(entry.At)).Distinct()
            .Select(InForce).OfType<Rulebook>().ToHashSet<Rulebook>(ReferenceEqualityComparer.Instance);
        foreach (var (rulebook, metric) in rulebooks.SelectMany(rulebook => rulebook.Metrics.Where(Tally.Knows).Select(metric => (rulebook, metric))))
        {
            // A unit counts by the rulebook of its own day.
            foreach (var (day, above, below) in Tally.Of(metric.Formula, shop, talks).Where(unit => ReferenceEquals(InForce(unit.Day), rulebook)))
            {
                var sum = days.GetValueOrDefault((metric.Id, day));
                days[(metric.Id, day)] = (sum.Above + above, sum.Below + below);
            }
        }

        return days;
    }

    private static IEnumerable<(PeriodKind Kind, int First)> PeriodsThatEndWith(MetricRule metric, int day)
    {
        if (metric.PublishesDailyFigures || metric.Window is NaturalDayWindow)
        {
            yield return (PeriodKind.Day, day);
        }

        var next = Day.ToDate(day + 1);
        switch (metric.Window)
        {
            case TrailingDaysWindow trailing:
                yield return (PeriodKind.TrailingDays, day - trailing.Days + 1);
                break;
            case NaturalMonthWindow when next.Day == 1:
                yield return (PeriodKind.NaturalMonth, Day.Of(next.AddMonths(-1)));
                break;
            case NaturalWeeksWindow weeks when (day + 1 - Day.Of(weeks.CountedFrom.ToDateOnly())) % (7 * weeks.Weeks) == 0:
                yield return (PeriodKind.NaturalWeek, day + 1 - (7 * weeks.Weeks));
                break;
        }
    }

    private Rulebook? InForce(int day) => catalogue.Find(shop.Platform, Day.ToLocalDate(day));
}
