using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace Benchmarks.Sanctions;

/// <summary>
/// A week's rate per shop and day, bad enough that every step and every hold of the ladder occurs: shops wander between good and bad
/// weeks. Nobody passes the exam.
/// </summary>
internal sealed class Workload
{
    internal const string MetricId = "xhs.reply_rate_3min";
    private const int WindowDays = 7;
    internal static readonly LocalDate First = new(2024, 8, 1);

    internal Workload(int shops, int days)
    {
        var random = new Random(11);
        Courses = [.. Enumerable.Range(0, shops).Select(shop => Course(random, days))];
    }

    internal static LadderInForce Ladder { get; } = LadderInForce.Find(
        RulebookCatalogue.LoadEmbedded().Find("xiaohongshu", First)!, MetricId)!;

    /// <summary>The figures of each shop in the order of their days.</summary>
    internal AssessedFigure[][] Courses { get; }

    internal int Figures => Courses.Sum(course => course.Length);

    /// <summary>
    /// A line per figure with what the shop's standing says on that day, so that a side without a memory can judge it too: shop, day,
    /// first day of the window, hits, units, whether a penalty runs, day 1 of the cycle, penalties that count for the month.
    /// </summary>
    internal async Task WriteCsvAsync(string file)
    {
        await using var writer = new StreamWriter(file);
        for (var shop = 0; shop < Courses.Length; shop++)
        {
            var standing = Standing.New;
            foreach (var figure in Courses[shop])
            {
                var reached = SanctionMachine.Move(standing, new DayReached(figure.EffectiveOn)).Standing;
                var month = figure.EffectiveOn.ToYearMonth();
                await writer.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{shop},{figure.EvaluatedOn:R},{figure.Period.Start:R},{figure.Rate.Numerator},{figure.Rate.Denominator}," +
                    $"{(reached.State is Assessed ? 0 : 1)},{reached.CycleStart?.ToString("R", CultureInfo.InvariantCulture)}," +
                    $"{reached.PenaltiesIn(month)}"));
                standing = SanctionCourse.Assess(standing, Ladder, figure).Standing;
            }
        }
    }

    private static AssessedFigure[] Course(Random random, int days)
    {
        var (figures, share) = (new AssessedFigure[days], random.Next(40, 100));
        for (var day = 0; day < days; day++)
        {
            share = Math.Clamp(share + random.Next(-8, 9), 10, 100);
            var units = random.Next(0, 50) == 0 ? 0 : random.Next(20, 400);
            var on = First.PlusDays(day);
            figures[day] = new AssessedFigure(Period.TrailingDays(on, WindowDays), on, new Rate(units * share / 100, units), 1);
        }

        return figures;
    }
}
