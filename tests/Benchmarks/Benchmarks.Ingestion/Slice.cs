using System.Diagnostics;

namespace Benchmarks.Ingestion;

/// <summary>One side's turn: what it stored and what it took.</summary>
/// <param name="Items">Events or rows stored, durably.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="ProcessorSeconds">Processor time of everything that took part, senders and database included.</param>
/// <param name="OthersShare">Processor time of everything else on the machine, as a share of both cores.</param>
internal sealed record Slice(long Items, double Seconds, double ProcessorSeconds, double OthersShare)
{
    internal double PerSecond => Items / Seconds;

    internal double ProcessorMicroseconds => ProcessorSeconds * 1e6 / Items;

    /// <summary>Runs the side's work, which returns how many it stored.</summary>
    internal static async Task<Slice> MeasureAsync(Func<Task<long>> work)
    {
        GC.Collect();
        var (own, busy, start) = (Processor.OwnSeconds(), Processor.BusySeconds(), Stopwatch.GetTimestamp());
        var items = await work();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = Processor.OwnSeconds() - own;
        var others = Math.Max(0, Processor.BusySeconds() - busy - used) / (seconds * Environment.ProcessorCount);
        return new Slice(items, seconds, used, others);
    }
}
