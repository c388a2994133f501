using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Scores;

/// <summary>Warns of scores that fall day after day.</summary>
internal static class FallWarnings
{
    /// <summary>
    /// The rules of the rulebook whose score, up to and including its evaluation on the day, fell so often in a row that they warn.
    /// </summary>
    internal static async Task<IReadOnlyList<ScoreRule>> FindAsync(
        NpgsqlConnection connection, ShopKey shop, Rulebook rulebook, LocalDate evaluatedOn, CancellationToken cancellation)
    {
        var warning = new List<ScoreRule>();
        foreach (var rule in rulebook.Scores)
        {
            if (rule.Shape is FallShape shape)
            {
                var query = new ScoreQuery(
                    shop.Platform,
                    shape.ScoreId,
                    shop.ShopId,
                    evaluatedOn.PlusDays(-shape.Days),
                    evaluatedOn.PlusDays(1),
                    null,
                    shape.Days + 1);
                var scores = (await query.RunAsync(connection, cancellation))
                    .Where(score => score.Value is not null)
                    .ToDictionary(score => score.Key.EvaluatedOn, score => score.Value!.Value);
                if (Falls.Alerts(shape, scores, evaluatedOn))
                {
                    warning.Add(rule);
                }
            }
        }

        return warning;
    }
}
