using CsPlatform.Metrics.V1;

namespace CsPlatform.Sanctions.Reasons;

/// <summary>The units of a judged figure that tell against a shop.</summary>
/// <param name="IsOpened">Whether the revision that was judged could be opened.</param>
/// <param name="Units">The first of them, in the figure's order.</param>
/// <param name="Total">How many there are.</param>
internal sealed record Evidence(bool IsOpened, IReadOnlyList<ExplainedUnit> Units, long Total)
{
    public static Evidence Closed { get; } = new(false, [], 0);
}
