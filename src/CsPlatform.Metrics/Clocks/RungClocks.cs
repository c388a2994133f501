using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Metrics.Clocks;

/// <summary>What came of looking at some rows of clocks.</summary>
/// <param name="rows">The rows as they were.</param>
internal sealed class RungClocks(IReadOnlyList<ClockRow> rows)
{
    /// <summary>The rows as they were.</summary>
    internal IReadOnlyList<ClockRow> Rows => rows;

    /// <summary>Those that changed, as they are.</summary>
    internal List<ClockRow> Changed { get; } = [];

    /// <summary>What is told, by partition.</summary>
    internal Dictionary<int, List<FigureRecord>> Records { get; } = [];

    internal void Tell(int partition, FigureRecord record)
    {
        if (!Records.TryGetValue(partition, out var records))
        {
            Records.Add(partition, records = []);
        }

        records.Add(record);
    }
}
