using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Metrics.V1;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Sanctions.Replays;

/// <summary>A draft and the rulebooks that it is held against.</summary>
/// <param name="File">The draft's file.</param>
/// <param name="Rulebook">The draft.</param>
/// <param name="Live">The rulebooks in force over the days, oldest first.</param>
internal sealed record Draft(RulebookFile File, Rulebook Rulebook, IReadOnlyList<Rulebook> Live)
{
    /// <summary>The subjects of the ladders of either side, by id.</summary>
    public IEnumerable<(string SubjectId, LadderInForce Any)> Subjects => Live.Append(Rulebook)
        .SelectMany(rulebook => rulebook.Ladders.Select(ladder => LadderInForce.FindById(rulebook, ladder.Id)!))
        .GroupBy(ladder => ladder.SubjectId, StringComparer.Ordinal)
        .OrderBy(subject => subject.Key, StringComparer.Ordinal)
        .Select(subject => (subject.Key, subject.Last()));

    /// <summary>The rulebooks of both sides by hash.</summary>
    public IReadOnlyDictionary<string, Rulebook> ByHash { get; } =
        Live.Append(Rulebook).DistinctBy(rulebook => rulebook.Hash).ToDictionary(rulebook => rulebook.Hash);

    /// <summary>The ladder in force on a day; null when none judges the subject then.</summary>
    public LadderInForce? LiveOn(LadderSubject subject, LocalDate day)
    {
        foreach (var rulebook in Live)
        {
            if (rulebook.HoldsOn(day))
            {
                return Of(rulebook, subject);
            }
        }

        return null;
    }

    /// <summary>The ladder of a rulebook over a subject.</summary>
    public static LadderInForce? Of(Rulebook rulebook, LadderSubject subject) => subject switch
    {
        MetricSubject metric => LadderInForce.Find(rulebook, metric.MetricId),
        ScoreSubject score => LadderInForce.FindByScore(rulebook, score.ScoreId),
        _ => null,
    };

    /// <summary>The kind of period that a window's figures have.</summary>
    public static PeriodKind KindOf(MetricWindow window) => window switch
    {
        NaturalDayWindow => PeriodKind.Day,
        NaturalWeeksWindow => PeriodKind.NaturalWeek,
        NaturalMonthWindow => PeriodKind.NaturalMonth,
        _ => PeriodKind.TrailingDays,
    };
}
