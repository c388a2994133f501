using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>
/// The limits of a rulebook that a running figure can be held against, and the period it is held against them in. What a running penalty or a
/// restarted cycle leaves out is not looked at here: standings are the business of sanctions.
/// </summary>
public static class HeadroomLimits
{
    // A year's trailing days are the longest window a rulebook can state.
    private const int LongestDays = 366;

    /// <summary>
    /// In the order of the rulebook: every enforced step with a known limit on the figures of a metric, and every known limit that a judged set
    /// of requirements, or a judged score made of conditions, puts on a metric.
    /// </summary>
    public static IReadOnlyList<HeadroomLimit> Of(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return [.. rulebook.Ladders.Where(ladder => ladder.IsEnforced).SelectMany(ladder => ladder.Subject switch
        {
            MetricSubject subject => OfSteps(rulebook, ladder, rulebook.FindMetric(subject.MetricId)),
            RequirementSubject subject => OfRequirements(rulebook, ladder, subject),
            ScoreSubject subject => OfConditions(rulebook, ladder, subject.ScoreId),
            _ => [],
        })];
    }

    /// <summary>
    /// The period of a window that has the day in it and is over first, as the figure of the day after its last will be judged; of a window
    /// whose length depends on its units the run of days that they decide so far.
    /// </summary>
    public static FigurePeriod Running(MetricWindow window, LocalDate today, Func<Primitives.Period, long> units)
    {
        for (var day = today; day < today.PlusDays(LongestDays); day = day.PlusDays(1))
        {
            var period = FigurePeriods.Longest(window, day.PlusDays(1));
            if (period.Days.Contains(today))
            {
                return FigurePeriods.Narrow(window, period, units);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(window), window, "This window holds no period of at most a year.");
    }

    private static IEnumerable<HeadroomLimit> OfSteps(Rulebook rulebook, SanctionLadder ladder, MetricRule? metric)
    {
        for (var i = 0; metric is not null && i < ladder.Steps.Count; i++)
        {
            if (ladder.Steps[i] is { IsEnforced: true } step && BoundOf(step.Condition) is { } bound)
            {
                var sample = Larger(ladder.MinimumSample, metric.MinimumSample);
                yield return new HeadroomLimit(
                    $"{ladder.Id}/{i + 1}", metric, bound, metric.Window, sample, rulebook.Cite(ladder.Id, ladder.Source), step.TextZh);
            }
        }
    }

    private static IEnumerable<HeadroomLimit> OfRequirements(Rulebook rulebook, SanctionLadder ladder, RequirementSubject set)
    {
        foreach (var requirement in set.Requirements.Where(requirement => requirement.Missed is not null))
        {
            if (rulebook.FindMetric(requirement.Figure.Id) is not { } metric)
            {
                foreach (var limit in OfConditions(rulebook, ladder, requirement.Figure.Id))
                {
                    yield return limit;
                }
            }
            else if (BoundOf(requirement.Missed) is { } bound)
            {
                yield return OfSet(rulebook, ladder, metric, bound, metric.Window, metric.Id, requirement.MinimumSample);
            }
        }
    }

    // A condition that is counted by other units than its own, or whose limit is a multiple of a given value, says nothing by itself.
    private static IEnumerable<HeadroomLimit> OfConditions(Rulebook rulebook, SanctionLadder ladder, string scoreId) =>
        from score in rulebook.Scores
        where score.Head.Id == scoreId && score.Shape is ConditionShape
        from condition in ((ConditionShape)score.Shape).Conditions
        where condition is { Source: MetricSource, LimitTimesGiven: null, CountedBy: null }
        let metric = rulebook.FindMetric(((MetricSource)condition.Source).MetricId)
        let bound = metric is null ? null : BoundOf(condition, metric)
        where bound is not null
        select OfSet(
            rulebook, ladder, metric, bound, score.Window ?? metric.Window, $"{scoreId}/{condition.Id}", condition.WhenMoreThan + 1);

    private static HeadroomLimit OfSet(
        Rulebook rulebook, SanctionLadder ladder, MetricRule metric, HeadroomBound bound, MetricWindow window, string name, int? sample) =>
        new(
            $"{ladder.Id}/{name}",
            metric,
            bound,
            window,
            Larger(sample, metric.MinimumSample),
            rulebook.Cite(ladder.Id, ladder.Source),
            ladder.NameZh);

    // A band is entered from its open end, which is good itself. What lies beyond the other end is no better: it is another step's business.
    private static HeadroomBound? BoundOf(StepCondition? condition) => condition switch
    {
        BeyondCondition { Limit: { } limit } beyond => HeadroomBound.Beyond(limit, beyond.BadSide),
        BandCondition { Until: { } until } => HeadroomBound.Beyond(until, BadSide.Below),
        BandCondition { From: { } from } => HeadroomBound.From(from, BadSide.Above),
        FailuresCondition failures => HeadroomBound.Failures(failures.From),
        _ => null,
    };

    private static HeadroomBound? BoundOf(ScoreCondition condition, MetricRule metric) =>
        LimitOf(condition.Limit, metric) is not { } limit ? null : condition.Comparison switch
        {
            Comparison.AtLeast => HeadroomBound.Beyond(limit, BadSide.Below),
            Comparison.Above => HeadroomBound.From(limit, BadSide.Below),
            Comparison.AtMost => HeadroomBound.Beyond(limit, BadSide.Above),
            Comparison.Below => HeadroomBound.From(limit, BadSide.Above),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "This comparison is not on the closed list."),
        };

    private static Threshold? LimitOf(Fraction limit, MetricRule metric) =>
        metric.Measure == MetricMeasure.Share && (limit * Percentage.Whole) is { Denominator.IsOne: true } share && limit <= Fraction.One
            ? Threshold.Of(new Percentage((int)share.Numerator))
            : Threshold.Parse(limit.ToString(3)) is { } number && new Fraction(number.Amount, number.Divisor) == limit ? number : null;

    // A figure with fewer units than its metric asks for triggers nothing, whatever the ladder asks for.
    private static int? Larger(int? one, int? other) => one is { } a && other is { } b ? Math.Max(a, b) : one ?? other;
}
