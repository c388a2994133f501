using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>
/// What the ladders of a rulebook warn of, going by running figures and the scores closed last: the steps that give notice and do nothing else. A
/// step applies as in a judgement: the hardest enforced one whose condition holds, so that nothing is a warning that is already more.
/// </summary>
public static class RunningWarnings
{
    /// <summary>Days of evaluation, the day itself among them, of which scores are looked at: more than a month, since some close monthly.</summary>
    public const int DaysOfScores = 62;

    /// <summary>The scores whose values <see cref="Of"/> asks for.</summary>
    public static IReadOnlySet<string> ScoresOf(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return rulebook.Ladders.Where(ladder => ladder.IsEnforced).Select(ladder => ladder.Subject).OfType<ScoreSubject>()
            .Select(subject => Falling(rulebook, subject)?.ScoreId ?? subject.ScoreId)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The warnings, in the order of the rulebook.</summary>
    /// <param name="rulebook">The rulebook in force.</param>
    /// <param name="today">Today. A score that fell until longer ago than the evaluation of yesterday falls no more: its run ended.</param>
    /// <param name="figure">The running figure of a metric.</param>
    /// <param name="scores">Values of a score by day of evaluation, up to today.</param>
    public static IEnumerable<RunningWarning> Of(
        Rulebook rulebook,
        LocalDate today,
        Func<MetricRule, Rate> figure,
        Func<string, IReadOnlyDictionary<LocalDate, Fraction>> scores)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(scores);
        foreach (var ladder in rulebook.Ladders.Where(ladder => ladder.IsEnforced))
        {
            var found = ladder.Subject switch
            {
                MetricSubject subject when rulebook.FindMetric(subject.MetricId) is { } metric =>
                    (metric.Id, Step: Hardest(ladder, figure(metric), metric.MinimumSample), IsFall: false),
                ScoreSubject subject when Falling(rulebook, subject) is { } shape =>
                    (subject.ScoreId, Step: Hardest(ladder, Fallen(shape, today, scores(shape.ScoreId)), null), IsFall: true),
                ScoreSubject subject => (subject.ScoreId, Step: Hardest(ladder, Last(scores(subject.ScoreId)), null), IsFall: false),
                _ => ("", null, false),
            };
            if (found is (var subjectId, { IsPenalty: false } step, var isFall) && step.Has(action => action is NoticeAction))
            {
                yield return new RunningWarning(
                    isFall ? "falling" : KeyOf(step), subjectId, step.TextZh, step.TextEn, rulebook.Cite(ladder.Id, ladder.Source));
            }
        }
    }

    private static FallShape? Falling(Rulebook rulebook, ScoreSubject subject) =>
        rulebook.Scores.FirstOrDefault(score => score.Head.Id == subject.ScoreId)?.Shape as FallShape;

    private static SanctionStep? Hardest(SanctionLadder ladder, Rate value, int? minimumSample)
    {
        var fewest = Math.Max(ladder.MinimumSample ?? 1, minimumSample ?? 1);
        return value.Denominator < fewest ? null : ladder.Steps.LastOrDefault(step => step.IsEnforced && Holds(step.Condition, value));
    }

    private static bool Holds(StepCondition? condition, Rate value) => condition switch
    {
        BeyondCondition beyond => beyond.Holds(value),
        BandCondition band => band.Holds(value),
        FailuresCondition failures => value.Denominator - value.Numerator >= failures.From,
        _ => false,
    };

    // As many days as make an alert, once there are that many; fewer are nothing. The day that closes today may not have been closed yet.
    private static Rate Fallen(FallShape shape, LocalDate today, IReadOnlyDictionary<LocalDate, Fraction> scores) =>
        Falls.Alerts(shape, scores, scores.ContainsKey(today) ? today : today.PlusDays(-1)) ? new Rate(shape.Days, 1) : default;

    private static Rate Last(IReadOnlyDictionary<LocalDate, Fraction> scores) => scores.Count == 0 ? default : RateOf(scores[scores.Keys.Max()]);

    private static Rate RateOf(Fraction value) => value >= Fraction.Zero && value.Numerator <= long.MaxValue && value.Denominator <= long.MaxValue
        ? new Rate((long)value.Numerator, (long)value.Denominator)
        : default;

    private static string KeyOf(SanctionStep step) => step.Condition switch
    {
        BandCondition => "band",
        BeyondCondition => "limit",
        _ => "notice",
    };
}
