using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Explaining;

/// <summary>A figure with everything it was found from, whose units sum up to it.</summary>
/// <param name="Figure">The figure, in the revision explained.</param>
/// <param name="Rulebook">The rulebook it was closed by.</param>
/// <param name="Metric">The metric there.</param>
/// <param name="Basis">What was known when the revision was published.</param>
/// <param name="Units">The units of its period, those left out as well.</param>
internal sealed record ExplainedFigure(
    StoredFigure Figure, Rulebook Rulebook, MetricRule Metric, FigureBasis Basis, IReadOnlyList<ExplainedUnit> Units)
{
    /// <summary>The units that another history of the shop would give in the same period by the same rules.</summary>
    public required Func<ShopHistory, IReadOnlyList<ExplainedUnit>> UnitsOf { get; init; }
}
