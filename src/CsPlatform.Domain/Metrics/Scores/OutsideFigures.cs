using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>
/// The numbers that a platform reported of a shop. A value that a score is given, or the target of one of its items, is reported under
/// "score.name", or under "name" alone where every score that knows the name means the same.
/// </summary>
public sealed class OutsideFigures
{
    private readonly ILookup<(LocalDate End, string Name), OutsideFigure> all;

    /// <param name="reports">The reports, in whatever order.</param>
    public OutsideFigures(IEnumerable<OutsideFigure> reports) => all = ShopFacts.Of(reports).All<OutsideFigure>()
        .ToLookup(report => (report.Days.End, report.Name));

    /// <summary>Nothing was reported.</summary>
    public static OutsideFigures None { get; } = new([]);

    /// <summary>The names under which a score finds a value.</summary>
    public static IReadOnlyList<string> Names(string scoreId, string name) => [$"{scoreId}.{name}", name];

    /// <summary>
    /// The value on a day of evaluation: that of a period which ends with it, since a longer one is not over and an earlier one is of other
    /// days. Of several periods the score's own counts, else the one that starts last; of several reports of it the last. Null when
    /// nothing is reported, or no data.
    /// </summary>
    public Fraction? Value(string scoreId, string name, LocalDate evaluatedOn, Period? own)
    {
        var reports = Names(scoreId, name).Select(key => all[(evaluatedOn, key)]).FirstOrDefault(found => found.Any()) ?? [];
        var report = reports
            .GroupBy(one => one.Days)
            .OrderByDescending(period => period.Key == own)
            .ThenByDescending(period => period.Key.Start)
            .FirstOrDefault()?.Last();
        return report is { Denominator: > 0 } ? new Fraction(report.Numerator, report.Denominator) : null;
    }

    /// <summary>Whether anything is reported of exactly these days under one of the names.</summary>
    public bool HasAny(string scoreId, IEnumerable<string> names, Period days) => names
        .SelectMany(name => Names(scoreId, name))
        .SelectMany(key => all[(days.End, key)])
        .Any(report => report.Days == days);
}
