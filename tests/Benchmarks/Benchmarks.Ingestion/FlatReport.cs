using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>The looks, first to last. Processor time tells the cost best: it does not see what else the machine waits for.</summary>
internal sealed record FlatReport(IReadOnlyList<FlatLook> Looks)
{
    /// <summary>Cost of the last fifth over that of the first fifth.</summary>
    internal double ProcessorRatio
    {
        get
        {
            var part = Math.Max(1, Looks.Count / 5);
            return Looks.TakeLast(part).Average(look => look.ProcessorMicroseconds)
                / Looks.Take(part).Average(look => look.ProcessorMicroseconds);
        }
    }

    internal string ToTable() => string.Create(
        CultureInfo.InvariantCulture,
        $"flat {Looks[0].ProcessorMicroseconds:0.00} {Looks[^1].ProcessorMicroseconds:0.00} {ProcessorRatio:0.00}" +
        $" {Looks[^1].Stored} {Looks[^1].BytesPerEvent:0} {Looks.Max(look => look.MostMemory) / 1048576}");
}
