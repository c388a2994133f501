using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>What the comparison comes to. A ratio is the median of the rounds' ratios: their sides ran right after each other.</summary>
internal sealed record PeerReport(
    Settings Settings, IReadOnlyList<PeerRound> All, double BytesPerEvent, double BytesPerCopiedRow, long MostMemory)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private IReadOnlyList<PeerRound> Rounds => All.Any(round => !round.IsDisturbed) ? [.. All.Where(round => !round.IsDisturbed)] : All;

    internal string ToTable() => string.Join(
        Environment.NewLine,
        Row("copy", Rounds.Select(r => r.Ingestion.PerSecond), Rounds.Select(r => r.Copy.PerSecond)),
        Row("inserts", Rounds.Select(r => r.Ingestion.PerSecond), Rounds.Select(r => r.Inserts.PerSecond)),
        Row("copy_cpu_us", Rounds.Select(r => r.Ingestion.ProcessorMicroseconds), Rounds.Select(r => r.Copy.ProcessorMicroseconds)),
        Row("inserts_cpu_us", Rounds.Select(r => r.Ingestion.ProcessorMicroseconds), Rounds.Select(r => r.Inserts.ProcessorMicroseconds)),
        string.Create(CultureInfo.InvariantCulture, $"bytes {BytesPerEvent:0} {BytesPerCopiedRow:0}"),
        string.Create(CultureInfo.InvariantCulture, $"memory {MostMemory / 1048576.0:0}"),
        $"rounds {Rounds.Count} of {All.Count}");

    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "ingestion against its peers",
            events_per_round = Settings.Events,
            streams = Settings.Streams,
            batch = Settings.Batch,
            random_ids = Settings.RandomIds,
            rounds = All.Select(round => new
            {
                disturbed = round.IsDisturbed,
                ingestion = Side(round.Ingestion),
                copy = Side(round.Copy),
                inserts = Side(round.Inserts),
            }),
            ratio_copy = Spread(Rounds.Select(r => r.Ingestion.PerSecond / r.Copy.PerSecond)),
            ratio_inserts = Spread(Rounds.Select(r => r.Ingestion.PerSecond / r.Inserts.PerSecond)),
            bytes_per_event = Math.Round(BytesPerEvent, 1),
            bytes_per_copied_row = Math.Round(BytesPerCopiedRow, 1),
            service_memory_most_bytes = MostMemory,
        },
        Indented);

    private static object Side(Slice slice) => new
    {
        per_second = Math.Round(slice.PerSecond),
        cpu_us_per_item = Math.Round(slice.ProcessorMicroseconds, 2),
        others_share = Math.Round(slice.OthersShare, 3),
    };

    private static object Spread(IEnumerable<double> ratios)
    {
        var sorted = ratios.Order().ToArray();
        return new { median = Math.Round(Median(sorted), 2), lowest = Math.Round(sorted[0], 2), highest = Math.Round(sorted[^1], 2) };
    }

    private static string Row(string name, IEnumerable<double> ours, IEnumerable<double> theirs)
    {
        var ratios = ours.Zip(theirs).Select(pair => pair.First / pair.Second).Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {Median(ours),0:0.0} {Median(theirs):0.0} {Median(ratios):0.00} {ratios[0]:0.00} {ratios[^1]:0.00}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
