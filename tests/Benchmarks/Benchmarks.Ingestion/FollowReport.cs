using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>Reading from the start against writing: each side's turns, and the ratio of their medians.</summary>
internal sealed record FollowReport(
    long Stored, IReadOnlyList<Slice> Write, IReadOnlyList<Slice> Everything, IReadOnlyList<Slice> LeftOut)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private double Ratio => Median(Everything, slice => slice.PerSecond) / Median(Write, slice => slice.PerSecond);

    private double ProcessorRatio =>
        Median(Write, slice => slice.ProcessorMicroseconds) / Median(Everything, slice => slice.ProcessorMicroseconds);

    internal (string Table, string Json) Texts => (ToTable(), ToJson());

    private string ToTable() => string.Join(
        Environment.NewLine,
        $"follow {Row(Everything)}",
        $"follow_left_out {Row(LeftOut)}",
        $"follow_write {Row(Write)}",
        string.Create(CultureInfo.InvariantCulture, $"follow_ratio {Ratio:0.00} {ProcessorRatio:0.00}"));

    private string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "reading the feed from the start",
            stored = Stored,
            everything = Everything.Select(Turn),
            left_out = LeftOut.Select(Turn),
            write = Write.Select(Turn),
            ratio_to_writing = Math.Round(Ratio, 2),
            ratio_to_writing_by_cpu = Math.Round(ProcessorRatio, 2),
        },
        Indented);

    private static object Turn(Slice slice) => new
    {
        per_second = Math.Round(slice.PerSecond),
        cpu_us_per_item = Math.Round(slice.ProcessorMicroseconds, 2),
        others_share = Math.Round(slice.OthersShare, 3),
    };

    private static string Row(IReadOnlyList<Slice> turns) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(turns, slice => slice.PerSecond):0} {Median(turns, slice => slice.ProcessorMicroseconds):0.00}");

    private static double Median(IReadOnlyList<Slice> turns, Func<Slice, double> of)
    {
        var sorted = turns.Select(of).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
