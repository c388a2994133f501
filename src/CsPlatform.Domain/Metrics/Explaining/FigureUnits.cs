using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>The units of a metric over consultations in a period, those that are left out as well.</summary>
public static class FigureUnits
{
    /// <summary>
    /// The units by day and id, each by the rulebook in force on its own day. What they add sums up to the metric's facts of those days.
    /// </summary>
    public static IReadOnlyList<ExplainedUnit> Of(
        ShopHistory shop, string metricId, Period days, Func<LocalDate, Rulebook?> inForce)
    {
        var units = new List<ExplainedUnit>();
        var messages = new Lazy<Dictionary<EventKey, string>>(() => MessagesOf(shop));
        foreach (var rulebook in RulebooksOf(days, inForce))
        {
            bool Counts(LocalDate day) => days.Contains(day) && ReferenceEquals(inForce(day), rulebook);
            units.AddRange(rulebook.FindMetric(metricId)?.Formula switch
            {
                ReplyFormula formula => ReplyUnits.Of(formula, shop)
                    .Where(unit => Counts(unit.Day))
                    .Select(unit => OfReplies(unit, formula, messages)),
                DissatisfactionFormula formula => OfRatings(shop, formula, Counts),
                _ => [],
            });
        }

        return [.. units.OrderBy(unit => unit.Day).ThenBy(unit => unit.Id, StringComparer.Ordinal)];
    }

    private static List<Rulebook> RulebooksOf(Period days, Func<LocalDate, Rulebook?> inForce)
    {
        var found = new List<Rulebook>();
        for (var day = days.Start; day < days.End; day = day.PlusDays(1))
        {
            if (inForce(day) is { } rulebook && !found.Exists(known => ReferenceEquals(known, rulebook)))
            {
                found.Add(rulebook);
            }
        }

        return found;
    }

    private static ExplainedUnit OfReplies(ReplyUnit unit, ReplyFormula formula, Lazy<Dictionary<EventKey, string>> messages)
    {
        var adds = ReplyMetrics.Of(unit, formula);
        return new ExplainedUnit(unit.Id, unit.Day, adds.Numerator, adds.Denominator, UnitCauses.Of(unit, formula, adds))
        {
            Turns = unit.Turns,
            // Of several consultations made one, each message still stands in its own.
            Consultations = unit.Turns.Count == 0 && unit.Contact is { } contact
                ? [contact.Id]
                : [.. unit.Turns.Select(turn => messages.Value[turn.Message]).Distinct()],
        };
    }

    private static IEnumerable<ExplainedUnit> OfRatings(ShopHistory shop, DissatisfactionFormula formula, Func<LocalDate, bool> counts)
    {
        foreach (var (id, timeline) in shop.Consultations)
        {
            if (timeline.StartDay is not { } day || !counts(day))
            {
                continue;
            }

            var adds = Dissatisfaction.Of(timeline, formula);
            var cause = !adds.HasData ? UnitCause.NotRated : adds.Numerator > 0 ? UnitCause.Dissatisfied : UnitCause.Satisfied;
            yield return new ExplainedUnit(id, day, adds.Numerator, adds.Denominator, Because.Of(cause))
            {
                Evidence = [.. timeline.Entries.OfType<RatedEntry>().TakeLast(1).Select(rated => rated.Key)],
                Consultations = [id],
            };
        }
    }

    private static Dictionary<EventKey, string> MessagesOf(ShopHistory shop)
    {
        var found = new Dictionary<EventKey, string>();
        foreach (var (id, timeline) in shop.Consultations)
        {
            foreach (var message in timeline.BuyerMessages)
            {
                found[message.Key] = id;
            }
        }

        return found;
    }
}
