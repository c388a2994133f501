using System.Globalization;
using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Verbs;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Rederiving;

/// <summary>Figures by shop and day of evaluation, and what of them was corrected after it was first published.</summary>
internal sealed class FigureTable
{
    private readonly SortedDictionary<string, Dictionary<DateOnly, (long Hits, long Units)>> figures = new(StringComparer.Ordinal);

    /// <summary>The shops.</summary>
    public IReadOnlyCollection<string> Shops => figures.Keys;

    /// <summary>Shops of which a figure was corrected: what was decided then depends on when it was known.</summary>
    public HashSet<string> Corrected { get; } = new(StringComparer.Ordinal);

    /// <summary>The figures of a shop.</summary>
    public IReadOnlyDictionary<DateOnly, (long Hits, long Units)> Of(string shop) => figures[shop];

    /// <summary>What metrics lists.</summary>
    public static async Task<FigureTable> OfMetricsAsync(Services services, string platform, string metric, CancellationToken cancellation)
    {
        var table = new FigureTable();
        var request = new ListFiguresRequest { Platform = platform, MetricId = metric, PeriodKind = PeriodKind.TrailingDays };
        foreach (var figure in await FiguresVerb.AllAsync(services, request, cancellation).ConfigureAwait(false))
        {
            table.Add(figure.Shop.ShopId, figure.EvaluatedOn, figure.Numerator, figure.Denominator);
            if (figure.Revision > 1)
            {
                table.Corrected.Add(figure.Shop.ShopId);
            }
        }

        return table;
    }

    /// <summary>What a file says: an object that has, under a name, for each shop and day YYYY-MM-DD, [hits, units].</summary>
    /// <exception cref="CliException">The file is not there or not of that shape.</exception>
    public static FigureTable OfFile(string path, string name)
    {
        var table = new FigureTable();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var shop in document.RootElement.GetProperty(name).EnumerateObject())
            {
                foreach (var day in shop.Value.EnumerateObject())
                {
                    table.Add(shop.Name, day.Name, day.Value[0].GetInt64(), day.Value[1].GetInt64());
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new CliException(
                $"{path} cannot be read as figures: {e.Message}\n"
                    + $"Next: give a JSON file with {{\"{name}\": {{\"SHOP\": {{\"YYYY-MM-DD\": [hits, units]}}}}}}.");
        }

        return table;
    }

    private void Add(string shop, string day, long hits, long units)
    {
        if (!figures.TryGetValue(shop, out var days))
        {
            figures.Add(shop, days = []);
        }

        days[DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)] = (hits, units);
    }
}
