using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>服务咨询不满意率 by consultation: rated 1 to 3 stars / rated at all; the last rating counts (handbook 1.4).</summary>
public static class Dissatisfaction
{
    /// <summary>1/1 for a dissatisfied consultation, 0/1 for a satisfied one, 0/0 for one that is not rated.</summary>
    public static Rate Of(Timeline timeline, DissatisfactionFormula formula) =>
        timeline.Stars is { } stars ? new Rate(stars <= formula.WorstStarsUpTo ? 1 : 0, 1) : default;
}
