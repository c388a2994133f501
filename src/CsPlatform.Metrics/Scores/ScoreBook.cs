using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Storage;
using NodaTime;

namespace CsPlatform.Metrics.Scores;

/// <summary>What the scores of a platform's shops in one partition are found from.</summary>
/// <param name="platform">The platform.</param>
/// <param name="facts">Facts of metrics, back to the first day of the longest period.</param>
/// <param name="outside">What was reported, by shop.</param>
internal sealed class ScoreBook(string platform, FactTable facts, IReadOnlyDictionary<string, OutsideFigures> outside)
{
    /// <summary>The scores that close with a day, in the order of shop and rulebook; a score of which no part has data is none.</summary>
    internal IEnumerable<(ShopKey Shop, ClosedScore Score)> Close(LocalDate day, Rulebook rulebook)
    {
        if (rulebook.Scores.Count == 0)
        {
            yield break;
        }

        var shops = facts.Shops.Select(shop => shop.ShopId).Union(outside.Keys).Order(StringComparer.Ordinal);
        foreach (var shopId in shops)
        {
            foreach (var rule in rulebook.Scores)
            {
                if (Close(shopId, day, rulebook, rule) is { HasData: true } score)
                {
                    yield return (new ShopKey(platform, shopId), score);
                }
            }
        }
    }

    /// <summary>One score; null when it does not close with the day and was not closed with it.</summary>
    internal ClosedScore? Close(string shopId, LocalDate day, Rulebook rulebook, ScoreRule rule, bool wasClosed = false)
    {
        var reported = outside.GetValueOrDefault(shopId, OutsideFigures.None);
        return wasClosed || ScoreClosing.ClosesWith(rule, rulebook, day, reported)
            ? ScoreClosing.Close(rule, rulebook, day, metric => facts.Series(shopId, metric), reported)
            : null;
    }
}
