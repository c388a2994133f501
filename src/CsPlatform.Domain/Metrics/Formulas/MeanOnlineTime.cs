using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// Mean online time per natural day (handbook 7): the time in which at least one agent was online, within the hours that count,
/// over the days of the period. Nobody online is 0 and not no data.
/// </summary>
public static class MeanOnlineTime
{
    /// <summary>A unit per natural day, in milliseconds.</summary>
    public static Measurement Of(ShopFacts facts, MeanOnlineTimeFormula formula, Period days)
    {
        var online = Union(facts, ChinaTime.StartOf(days.End));
        return Measurement.Of(Enumerable.Range(0, NodaTime.Period.DaysBetween(days.Start, days.End))
            .Select(days.Start.PlusDays)
            .Select(day => new MeasuredUnit(
                day.ToString("R", null),
                null,
                ChinaTime.StartOf(day),
                Milliseconds(online, formula.Hours, day),
                1,
                UnitReason.Amount)));
    }

    // An interval that ends before it starts holds no time.
    private static List<(Instant From, Instant Until)> Union(ShopFacts facts, Instant end)
    {
        var union = new List<(Instant From, Instant Until)>();
        var changes = PresenceChange.Intervals(facts.All<PresenceChange>());
        foreach (var interval in ShopFacts.Of(facts.All<OnlineInterval>().Concat(changes)).All<OnlineInterval>())
        {
            var (from, until) = (interval.OccurredAt, Instant.Min(interval.Until ?? end, end));
            if (until <= from)
            {
                continue;
            }

            if (union.Count > 0 && from <= union[^1].Until)
            {
                union[^1] = (union[^1].From, Instant.Max(union[^1].Until, until));
            }
            else
            {
                union.Add((from, until));
            }
        }

        return union;
    }

    private static long Milliseconds(List<(Instant From, Instant Until)> online, DailyHours? hours, LocalDate day)
    {
        var opens = ChinaTime.At(day + (hours?.From ?? LocalTime.Midnight));
        var closes = hours?.Until is { } until ? ChinaTime.At(day + until) : ChinaTime.StartOf(day.PlusDays(1));
        return online
            .Select(interval => Instant.Min(interval.Until, closes) - Instant.Max(interval.From, opens))
            .Where(time => time > Duration.Zero)
            .Sum(time => time.BclCompatibleTicks) / NodaConstants.TicksPerMillisecond;
    }
}
