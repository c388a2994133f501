using System.Text.Encodings.Web;
using System.Text.Json;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;

namespace CsPlatform.Metrics.Exporting;

/// <summary>
/// A figure as one file that needs nothing else: the figure, the rulebooks of its days word for word, everything it was found from, and
/// its units. Texts of messages are not in it: no metric looks at them.
/// </summary>
internal sealed class FigureFile(RulebookCatalogue catalogue)
{
    private const string Format = "csplatform-figure-1";

    private static readonly JsonWriterOptions Options =
        new() { Indented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal byte[] Write(ExplainedFigure explained)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            WriteFigure(json, explained);
            WriteRulebooks(json, explained);
            WriteUnits(json, explained.Units);
            WriteEntries(json, "shop_entries", explained.Basis.OfShop);
            json.WriteStartArray("consultations");
            foreach (var (id, timeline) in explained.Basis.Consultations.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                WriteEntries(json, "entries", timeline);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteFigure(Utf8JsonWriter json, ExplainedFigure explained)
    {
        var (stored, figure) = (explained.Figure, explained.Figure.Figure);
        json.WriteStartObject("figure");
        json.WriteString("platform", stored.Shop.Platform);
        json.WriteString("shop", stored.Shop.ShopId);
        json.WriteString("metric", figure.MetricId);
        json.WriteString("period_kind", Because.NameOf(figure.Period.Kind));
        json.WriteString("period_start", ToProto.Day(figure.Period.Days.Start));
        json.WriteString("period_end", ToProto.Day(figure.Period.Days.End));
        json.WriteNumber("numerator", figure.Rate.Numerator);
        json.WriteNumber("denominator", figure.Rate.Denominator);
        json.WriteNumber("revision", stored.Revision);
        json.WriteString("reason", stored.Reason);
        json.WriteString("closed_at", EntryJson.At(stored.ClosedAt));
        json.WriteString("rulebook_version", figure.Citation.RulebookVersion);
        json.WriteString("rulebook_hash", figure.Citation.RulebookHash);
        json.WriteString("rule_source", figure.Citation.Source);
        json.WriteEndObject();
    }

    private void WriteRulebooks(Utf8JsonWriter json, ExplainedFigure explained)
    {
        var days = explained.Figure.Figure.Period.Days;
        json.WriteStartArray("rulebooks");
        foreach (var rulebook in catalogue.Versions(explained.Figure.Shop.Platform)
            .Where(version => version.Version < days.End && (version.EndsBefore is not { } end || days.Start < end)))
        {
            json.WriteStartObject();
            json.WriteString("version", ToProto.Day(rulebook.Version));
            json.WriteString("hash", rulebook.Hash);
            json.WriteString("text", catalogue.FileOf(rulebook).Json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnits(Utf8JsonWriter json, IEnumerable<ExplainedUnit> units)
    {
        json.WriteStartArray("units");
        foreach (var unit in units)
        {
            json.WriteStartObject();
            json.WriteString("id", unit.Id);
            json.WriteString("day", ToProto.Day(unit.Day));
            json.WriteNumber("numerator", unit.Above);
            json.WriteNumber("denominator", unit.Below);
            json.WriteString("reason", unit.Why.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEntries(Utf8JsonWriter json, string name, Timeline timeline)
    {
        json.WriteStartArray(name);
        foreach (var entry in timeline.Entries)
        {
            EntryJson.Write(json, entry);
        }

        json.WriteEndArray();
    }
}
