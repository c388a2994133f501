using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using NodaTime;

namespace CsPlatform.Metrics.Scores;

/// <summary>A score of a closed day that late events may have changed.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Day">The last day that counts.</param>
/// <param name="Rulebook">The rulebook in force on it.</param>
/// <param name="Rule">The score.</param>
/// <param name="Causes">The late events.</param>
internal sealed record TouchedScore(ShopKey Shop, LocalDate Day, Rulebook Rulebook, ScoreRule Rule, HashSet<FactCause> Causes)
{
    /// <summary>Its name among the published ones.</summary>
    internal ScoreKey Key => new(Shop, Rule.Head.Id, Day.PlusDays(1));
}
