using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// What a consultation adds to its shop's facts: by the rulebook in force on the day it started, to that day. A day's fact is
/// the sum over the shop's consultations, so a changed consultation changes it by the difference and nothing needs to be read
/// again.
/// </summary>
public static class Contributions
{
    private static readonly ShopHistory Alone = new(new Dictionary<string, Timeline>());

    /// <summary>
    /// Contributions of one consultation by itself that count anything; none while its start is not known or no rulebook is in
    /// force on that day. Reply metrics by person, sub-account or round need the shop's other consultations and are left out
    /// here.
    /// </summary>
    public static IReadOnlyDictionary<FactKey, Rate> Of(Timeline timeline, Func<LocalDate, Rulebook?> inForce) =>
        Of(timeline, inForce, reply => reply.Scope.CountsByConsultation);

    /// <summary>Adds to <paramref name="changes"/> what leads from one state of a consultation to another.</summary>
    public static void AddChange(
        IReadOnlyDictionary<FactKey, Rate> before,
        IReadOnlyDictionary<FactKey, Rate> after,
        IDictionary<FactKey, FactChange> changes)
    {
        foreach (var key in before.Keys.Union(after.Keys))
        {
            var change = FactChange.Between(before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            if (!change.IsNone)
            {
                changes[key] = changes.TryGetValue(key, out var sofar) ? sofar + change : change;
            }
        }
    }

    /// <summary>
    /// What all of a shop's facts come to: reply metrics by whatever units they count, upheld reports among them, and
    /// everything else by consultation; each unit by the rulebook in force on its own day.
    /// </summary>
    public static IReadOnlyDictionary<FactKey, Rate> Of(ShopHistory shop, Func<LocalDate, Rulebook?> inForce)
    {
        var found = new Dictionary<FactKey, Rate>();
        foreach (var (key, rate) in shop.Consultations.Values.SelectMany(timeline => Of(timeline, inForce, _ => false)))
        {
            found[key] = found.GetValueOrDefault(key) + rate;
        }

        foreach (var (rulebook, metric, formula) in ReplyMetricsOf(shop, inForce))
        {
            foreach (var unit in ReplyUnits.Of(formula, shop).Where(unit => ReferenceEquals(inForce(unit.Day), rulebook)))
            {
                if (ReplyMetrics.Of(unit, formula) is { HasData: true } rate)
                {
                    var key = new FactKey(metric.Id, unit.Day);
                    found[key] = found.GetValueOrDefault(key) + rate;
                }
            }
        }

        return found;
    }

    private static IEnumerable<(Rulebook Rulebook, MetricRule Metric, ReplyFormula Formula)> ReplyMetricsOf(
        ShopHistory shop, Func<LocalDate, Rulebook?> inForce) =>
        from rulebook in shop.Consultations.Values
            .SelectMany(timeline => timeline.Entries.Select(entry => ChinaTime.Day(entry.OccurredAt)))
            .Distinct()
            .Select(inForce)
            .OfType<Rulebook>()
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<Rulebook>()
        from metric in rulebook.Metrics
        where metric.Formula is ReplyFormula
        select (rulebook, metric, (ReplyFormula)metric.Formula);

    private static Dictionary<FactKey, Rate> Of(
        Timeline timeline, Func<LocalDate, Rulebook?> inForce, Func<ReplyFormula, bool> countsReplies)
    {
        var found = new Dictionary<FactKey, Rate>();
        if (timeline.StartDay is not { } day || inForce(day) is not { } rulebook)
        {
            return found;
        }

        foreach (var metric in rulebook.Metrics)
        {
            var rate = metric.Formula is ReplyFormula reply && !countsReplies(reply) ? default : Of(timeline, metric.Formula);
            if (rate.HasData)
            {
                found.Add(new FactKey(metric.Id, day), rate);
            }
        }

        return found;
    }

    private static Rate Of(Timeline timeline, MetricFormula formula) => formula switch
    {
        ReplyFormula reply => OfConsultation(timeline, reply),
        DissatisfactionFormula dissatisfaction => Dissatisfaction.Of(timeline, dissatisfaction),
        CountedFormula => default,
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "This formula is not on the closed list."),
    };

    private static Rate OfConsultation(Timeline timeline, ReplyFormula formula) => Contact.Of("", timeline) is { } contact
        ? ReplyUnits.Of(formula, [contact], Alone).Aggregate(default(Rate), (sum, unit) => sum + ReplyMetrics.Of(unit, formula))
        : default;
}
