using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace Benchmarks.Rules;

/// <summary>
/// A year of closed figures of one shop, all of them bad, which is the most work: each is judged and the case moved, with all
/// reasons. Reminders, penalties, failed exams, limits and pauses follow from that.
/// </summary>
internal sealed class SanctionWork
{
    private readonly AssessedFigure[] figures;

    internal SanctionWork()
    {
        var random = new Random(3);
        var first = new LocalDate(2024, 7, 1);
        figures = [.. Enumerable.Range(0, 365).Select(i => Figure(first.PlusDays(i), random))];
    }

    /// <summary>Figures of one run.</summary>
    internal int Figures => figures.Length;

    /// <summary>Judges every figure of a new shop; gives the number of decisions that were taken.</summary>
    internal int Run()
    {
        var standing = Standing.New;
        var decisions = 0;
        foreach (var figure in figures)
        {
            var outcome = SanctionCourse.Assess(standing, Rules.Ladder, figure);
            standing = outcome.Standing;
            decisions += outcome.Decisions.Count;
        }

        return decisions;
    }

    private static AssessedFigure Figure(LocalDate evaluatedOn, Random random)
    {
        var hits = random.Next(20, 80);
        return new AssessedFigure(Period.TrailingDays(evaluatedOn, 7), evaluatedOn, new Rate(hits, 100), 1);
    }
}
