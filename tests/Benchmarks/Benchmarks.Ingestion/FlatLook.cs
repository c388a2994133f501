using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>What the last million events took.</summary>
internal sealed record FlatLook(
    long Stored, double PerSecond, double ProcessorMicroseconds, double BytesPerEvent, long Memory, long MostMemory, double OthersShare)
{
    internal string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stored,14:N0} stored {PerSecond,10:N0} events/s {ProcessorMicroseconds,7:0.00} us/event {BytesPerEvent,6:0} bytes/event" +
        $" {Memory / 1048576,5} MiB, most {MostMemory / 1048576} MiB");
}
