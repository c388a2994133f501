using CsPlatform.Metrics.V1;

namespace CsPlatform.Metrics.Tests;

/// <summary>Holds the figures and scores that were published against those of the same feed counted from scratch, and against the feed of them.</summary>
internal sealed class FigureProof(Stack stack, FoldBench scratch)
{
    // Of both tables the columns that name what was measured, in words.
    private const string Figure = "platform || ' ' || shop_id || ' ' || metric_id || ' ' || period_kind || ' ' || evaluated_on";
    private const string Score = "platform || ' ' || shop_id || ' ' || score_id || ' ' || evaluated_on";

    private const string LatestFigures = $"""
        SELECT name || ' ' || value FROM (
            SELECT DISTINCT ON (1) {Figure} AS name, denominator, concat_ws(
                ' ', period_start, period_end, numerator || '/' || denominator, numerator_lowest || '..' || numerator_highest,
                standing, standing_reason, rulebook_version, rulebook_hash, rule_source) AS value
            FROM metrics.figure ORDER BY 1, revision DESC) latest
        WHERE denominator > 0 ORDER BY 1
        """;

    private const string LatestScores = $"""
        SELECT name || ' ' || value FROM (
            SELECT DISTINCT ON (1) {Score} AS name, value_numerator, concat_ws(
                ' ', period_start, period_end, value_numerator || '/' || value_denominator, level, details,
                rulebook_version, rulebook_hash, rule_source) AS value
            FROM metrics.score ORDER BY 1, revision DESC) latest
        WHERE value_numerator IS NOT NULL ORDER BY 1
        """;

    /// <summary>Proves it all and says in a line how much it was.</summary>
    internal async Task<string> ProveAsync()
    {
        Assert.Equal(await scratch.DumpAsync(), await stack.DumpAsync());
        var figures = await scratch.RowsAsync(LatestFigures);
        Same(figures, await stack.RowsAsync(LatestFigures));
        var scores = await scratch.RowsAsync(LatestScores);
        Same(scores, await stack.RowsAsync(LatestScores));
        Assert.Empty(await stack.RowsAsync(Gaps("figure", Figure, "0/0")));

        var feed = await stack.FeedAsync();
        var published = feed.Select(Line).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Same(published, await stack.RowsAsync($"""
            SELECT line FROM (
                SELECT {Figure} || ' r' || revision || ' ' || numerator || '/' || denominator AS line FROM metrics.figure
                UNION ALL
                SELECT {Score} || ' r' || revision || ' ' || coalesce(value_numerator || '/' || value_denominator, 'none') FROM metrics.score
            ) rows ORDER BY line COLLATE "C"
            """));
        return Sum(feed, figures, scores.Count);
    }

    // Only what differs is worth reading, and where it differs all of it.
    private static void Same(List<string> expected, List<string> found)
    {
        var difference = expected.Except(found).Select(line => $"- {line}").Concat(found.Except(expected).Select(line => $"+ {line}")).ToList();
        Assert.True(difference.Count == 0, $"{difference.Count} lines:\n{string.Join('\n', difference.Take(40))}");
        Assert.Equal(expected, found);
    }

    // What closed without data has no first revision: what corrects it is its second.
    private static string Gaps(string table, string name, string nothing) => $"""
        SELECT name || ': ' || string_agg(revision || ' ' || reason, ', ' ORDER BY revision)
        FROM (SELECT {name} AS name, revision, reason FROM metrics.{table}) revisions GROUP BY name
        HAVING max(revision) - min(revision) + 1 <> count(*) OR min(revision) > 2
            OR (min(revision) = 2 AND (array_agg(reason ORDER BY revision))[1] NOT LIKE '% {nothing} became %')
        """;

    private static string Sum(List<FigureRecord> feed, List<string> figures, int scores)
    {
        var platforms = figures.Select(line => line.Split(' ')[0]).Distinct().Count();
        var revised = feed.Where(record => record.FigureRevised is not null)
            .Select(record => record.FigureRevised)
            .ToList();
        Assert.True(platforms >= 8, $"Only {platforms} platforms have figures.");
        Assert.True(revised.Count >= 100, $"Only {revised.Count} revisions.");
        Assert.True(revised.Exists(figure => figure.Revision > 2), "Nothing was revised twice.");
        return $"{figures.Count:N0} figures and {scores:N0} scores of {platforms} platforms, {revised.Count:N0} revisions";
    }

    private static string? Line(FigureRecord record)
    {
        if ((record.FigureClosed ?? record.FigureRevised) is { } figure)
        {
            Assert.Equal(record.FigureClosed is not null, figure.Revision == 1);
            return $"{figure.Shop.Platform} {figure.Shop.ShopId} {figure.MetricId} {(int)figure.PeriodKind} {figure.EvaluatedOn} "
                + $"r{figure.Revision} {figure.Numerator}/{figure.Denominator}";
        }

        if ((record.ScoreClosed ?? record.ScoreRevised) is { } score)
        {
            Assert.Equal(record.ScoreClosed is not null, score.Revision == 1);
            var value = score.Value is { } found ? $"{found.Numerator}/{found.Denominator}" : "none";
            return $"{score.Shop.Platform} {score.Shop.ShopId} {score.ScoreId} {score.EvaluatedOn} r{score.Revision} {value}";
        }

        return null;
    }
}
