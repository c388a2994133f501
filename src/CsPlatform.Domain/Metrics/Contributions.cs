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
    /// <summary>
    /// Contributions that count anything; none while the start is not known or no rulebook is in force on that day.
    /// </summary>
    public static IReadOnlyDictionary<FactKey, Rate> Of(Timeline timeline, Func<LocalDate, Rulebook?> inForce)
    {
        var found = new Dictionary<FactKey, Rate>();
        if (timeline.StartDay is not { } day || inForce(day) is not { } rulebook)
        {
            return found;
        }

        foreach (var metric in rulebook.Metrics)
        {
            var rate = Of(timeline, metric.Formula);
            if (rate.HasData)
            {
                found.Add(new FactKey(metric.Id, day), rate);
            }
        }

        return found;
    }

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

    private static Rate Of(Timeline timeline, MetricFormula formula) => formula switch
    {
        ReplyRateFormula replyRate => ReplyRate.Of(timeline, replyRate),
        DissatisfactionFormula dissatisfaction => Dissatisfaction.Of(timeline, dissatisfaction),
        CountedFormula => default,
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "This formula is not on the closed list."),
    };
}
