using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Rulebooks;
using NodaTime;
using NodaTime.Text;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Cli.Verifying;

/// <summary>An exported figure as its file has it; nothing in it is believed yet.</summary>
internal sealed record FigureFile(string Platform, string Shop, string MetricId, FigurePeriodKind Kind, Period Days, Rate Rate)
{
    private const string Format = "csplatform-figure-1";

    /// <summary>The revision.</summary>
    public required int Revision { get; init; }

    /// <summary>Version and hash of the rulebook that the figure cites.</summary>
    public required (string Version, string Hash) Cited { get; init; }

    /// <summary>The rulebooks of its days.</summary>
    public required IReadOnlyList<RulebookFile> Rulebooks { get; init; }

    /// <summary>What every unit adds, as the file says.</summary>
    public required IReadOnlyDictionary<(string Id, LocalDate Day), (long Above, long Below, string Reason)> Units { get; init; }

    /// <summary>What it is found from.</summary>
    public required FigureBasis Basis { get; init; }

    /// <summary>How many events are in the file.</summary>
    public int Entries => Basis.OfShop.Entries.Length + Basis.Consultations.Values.Sum(timeline => timeline.Entries.Length);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CliException">It is none, or a part of it cannot be.</exception>
    public static FigureFile Read(string path, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or UnparsableValueException)
        {
            throw new CliException($"{path} is no file of ./cs export figure: {fault.Message}\nNext: export the figure again.");
        }
    }

    private static FigureFile Read(JsonElement root)
    {
        if (Text(root, "format") is var format && format != Format)
        {
            throw new FormatException($"its format is \"{format}\", not {Format}.");
        }

        var figure = root.GetProperty("figure");
        return new FigureFile(
            Text(figure, "platform"),
            Text(figure, "shop"),
            Text(figure, "metric"),
            EntryReader.Named<FigurePeriodKind>(Text(figure, "period_kind")),
            new Period(Day(figure, "period_start"), Day(figure, "period_end")),
            new Rate(figure.GetProperty("numerator").GetInt64(), figure.GetProperty("denominator").GetInt64()))
        {
            Revision = figure.GetProperty("revision").GetInt32(),
            Cited = (Text(figure, "rulebook_version"), Text(figure, "rulebook_hash")),
            Rulebooks =
            [
                .. root.GetProperty("rulebooks").EnumerateArray().Select(one => new RulebookFile(Text(one, "version"), Text(one, "text"))),
            ],
            Units = root.GetProperty("units").EnumerateArray().ToDictionary(
                unit => (Text(unit, "id"), Day(unit, "day")),
                unit => (unit.GetProperty("numerator").GetInt64(), unit.GetProperty("denominator").GetInt64(), Text(unit, "reason"))),
            Basis = new FigureBasis(
                root.GetProperty("consultations").EnumerateArray()
                    .ToDictionary(one => Text(one, "id"), one => Timeline(one.GetProperty("entries"))),
                Timeline(root.GetProperty("shop_entries"))),
        };
    }

    private static Timeline Timeline(JsonElement entries) =>
        Domain.Timelines.Timeline.Of(entries.EnumerateArray().Select(EntryReader.Read));

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static LocalDate Day(JsonElement of, string name) => LocalDatePattern.Iso.Parse(Text(of, name)).Value;
}
