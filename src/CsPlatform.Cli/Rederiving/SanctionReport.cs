namespace CsPlatform.Cli.Rederiving;

/// <summary>What deriving sanctions again found.</summary>
internal sealed class SanctionReport
{
    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly List<Difference> differences = [];

    /// <summary>Shops that were compared.</summary>
    public int Shops { get; private set; }

    /// <summary>Decisions that were derived.</summary>
    public int Decisions { get; private set; }

    /// <summary>How many of each kind.</summary>
    public IReadOnlyDictionary<string, int> Kinds => kinds;

    /// <summary>What differs.</summary>
    public IReadOnlyList<Difference> Differences => differences;

    /// <summary>Shops with corrected figures or decisions: there the order of knowing matters, and nothing is compared.</summary>
    public SortedSet<string> Corrected { get; } = new(StringComparer.Ordinal);

    /// <summary>Figures that sanctions could not judge.</summary>
    public long Poison { get; init; }

    /// <summary>Counts a shop's comparison.</summary>
    public void Compare(string shop, IReadOnlyList<RederivedDecision> derived, IReadOnlyList<RederivedDecision> taken)
    {
        Shops++;
        Decisions += derived.Count;
        foreach (var decision in derived)
        {
            kinds[decision.Kind] = kinds.GetValueOrDefault(decision.Kind) + 1;
        }

        for (var i = 0; i < Math.Max(derived.Count, taken.Count); i++)
        {
            var (wanted, found) = (derived.ElementAtOrDefault(i), taken.ElementAtOrDefault(i));
            if (wanted != found)
            {
                differences.Add(new Difference(shop, wanted?.ToString(), found?.ToString()));
                return;
            }
        }
    }

    /// <summary>The first decision of a shop that is not what it must be.</summary>
    /// <param name="Shop">The shop.</param>
    /// <param name="Derived">What must be decided; null = nothing more.</param>
    /// <param name="Taken">What was decided; null = nothing more.</param>
    internal sealed record Difference(string Shop, string? Derived, string? Taken);
}
