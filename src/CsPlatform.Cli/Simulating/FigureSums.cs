using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Verbs;
using CsPlatform.Metrics.V1;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Cli.Simulating;

/// <summary>Adds figures up over shops.</summary>
internal sealed class FigureSums
{
    private readonly Dictionary<FigureSum, SummedFigures> sums = [];

    /// <summary>The sums, by simulation, platform, metric and kind.</summary>
    public IEnumerable<KeyValuePair<FigureSum, SummedFigures>> All => sums
        .OrderBy(sum => sum.Key.Simulation, StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.Platform, StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.MetricId, StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.Kind);

    /// <summary>Every figure of a simulation's shops, in its latest revision.</summary>
    public static async Task<FigureSums> ListAsync(
        Services services, RulebookCatalogue catalogue, Simulation simulation, CancellationToken cancellation)
    {
        var sums = new FigureSums();
        foreach (var platform in simulation.Platforms)
        {
            foreach (var metric in MetricsOf(catalogue, platform, simulation.From, simulation.Until))
            {
                var request = new ListFiguresRequest
                {
                    Platform = platform,
                    MetricId = metric,
                    EvaluatedFrom = Text(simulation.From.AddDays(1)),
                    EvaluatedUntil = Text(simulation.Until.AddDays(1)),
                };
                foreach (var figure in await FiguresVerb.AllAsync(services, request, cancellation).ConfigureAwait(false))
                {
                    sums.Add(figure, simulation.Name);
                }
            }
        }

        return sums;
    }

    /// <summary>The metrics that any rulebook of the platform defines on a day from the first and before the second, by id.</summary>
    public static IReadOnlyList<string> MetricsOf(RulebookCatalogue catalogue, string platform, DateOnly from, DateOnly until) =>
    [
        .. Enumerable.Range(0, until.DayNumber - from.DayNumber)
            .Select(day => catalogue.Find(platform, LocalDate.FromDateOnly(from.AddDays(day))))
            .Distinct()
            .SelectMany(rulebook => rulebook?.Metrics ?? [])
            .Select(metric => metric.Id)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Adds a figure, unless it is of another simulation's shop or of none.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="simulation">Only of this simulation; null = of any, within its own days.</param>
    public void Add(Figure figure, string? simulation)
    {
        if (Simulation.DaysOf(figure.Shop.ShopId) is not { } of || (simulation is not null && of.Name != simulation))
        {
            return;
        }

        var evaluated = DateOnly.ParseExact(figure.EvaluatedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (of.From < evaluated && evaluated <= of.Until && figure.Denominator > 0)
        {
            Add(new FigureSum(of.Name, figure.Shop.Platform, figure.MetricId, figure.PeriodKind), figure.Numerator, figure.Denominator);
        }
    }

    /// <summary>Adds a figure.</summary>
    public void Add(FigureSum of, long numerator, long denominator)
    {
        var sum = sums.GetValueOrDefault(of, new SummedFigures(0, 0, 0));
        sums[of] = new SummedFigures(sum.Figures + 1, sum.Numerator + numerator, sum.Denominator + denominator);
    }

    /// <summary>The sums of one kind; nothing where none was added.</summary>
    public SummedFigures this[FigureSum of] => sums.GetValueOrDefault(of, new SummedFigures(0, 0, 0));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
