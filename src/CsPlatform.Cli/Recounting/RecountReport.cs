using CsPlatform.Cli.Simulating;

namespace CsPlatform.Cli.Recounting;

/// <summary>What a recount found.</summary>
internal sealed class RecountReport
{
    /// <summary>Most differences that are kept: behind one cause there can be thousands.</summary>
    private const int MostKept = 20;

    private readonly List<FigureDifference> kept = [];

    /// <summary>Events of simulated shops that were read.</summary>
    public long Events { get; set; }

    /// <summary>Shops that were recounted.</summary>
    public int Shops { get; set; }

    /// <summary>Figures that were compared.</summary>
    public long Figures { get; private set; }

    /// <summary>How many of them differ.</summary>
    public long Differences { get; private set; }

    /// <summary>The first that differ.</summary>
    public IReadOnlyList<FigureDifference> First => kept;

    /// <summary>Metrics whose formula the recount does not know.</summary>
    public SortedSet<string> NotRecounted { get; } = new(StringComparer.Ordinal);

    /// <summary>Sums by the recount, within the days of each simulation.</summary>
    public FigureSums Recounted { get; } = new();

    /// <summary>Sums of what is listed, within the days of each simulation.</summary>
    public FigureSums Listed { get; } = new();

    /// <summary>Counts a comparison.</summary>
    /// <param name="different">What differs; null = nothing does.</param>
    public void Compared(FigureDifference? different)
    {
        Figures++;
        if (different is null)
        {
            return;
        }

        Differences++;
        if (kept.Count < MostKept)
        {
            kept.Add(different);
        }
    }
}
