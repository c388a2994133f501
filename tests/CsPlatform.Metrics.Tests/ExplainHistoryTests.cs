using System.Globalization;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Closing;
using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.UseCases;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Rulebooks;
using CsPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CsPlatform.Metrics.Tests;

/// <summary>Every revision of every figure over messages opens to units that sum up to it, whatever came late, on every platform.</summary>
[Collection("stores")]
public class ExplainHistoryTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    [Fact]
    public async Task Every_revision_of_every_figure_over_messages_sums_up()
    {
        var histories = new RandomHistories(7);
        var records = histories.Shuffled(histories.Of(Catalogue, perShop: 120));
        await using var bench = await FoldBench.StartAsync(postgres, redis);
        foreach (var (piece, i) in records.Chunk(records.Count / 4).Select((piece, i) => (piece, i)))
        {
            foreach (var segment in FoldBench.Segments(piece))
            {
                // As a follower does: first the cursor.
                await bench.RowsAsync($"""
                    INSERT INTO feed.cursor (partition, feed, position) VALUES ({segment.Partition}, 'ingestion', {segment.CoveredTo})
                    ON CONFLICT (partition, feed) DO UPDATE SET position = excluded.position
                    """);
                await bench.ApplyAsync(segment);
            }

            if (i == 0)
            {
                await CloseAsync(bench, records);
            }
        }

        var explainer = bench.Services.GetRequiredService<FigureExplainer>();
        var revisions = await bench.RowsAsync("""
            SELECT concat_ws('|', platform, shop_id, metric_id, period_kind, evaluated_on, revision, numerator, denominator,
                to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
            FROM metrics.figure ORDER BY 1
            """);
        var (late, platforms) = (0, new HashSet<string>());
        foreach (var row in revisions.Select(text => text.Split('|')))
        {
            if (!Catalogue.Versions(row[0]).Any(version => version.FindMetric(row[2])?.Formula is ReplyFormula or DissatisfactionFormula))
            {
                continue;
            }

            var choice = new FigureChoice(
                new ShopKey(row[0], row[1]),
                row[2],
                (FigurePeriodKind)int.Parse(row[3], CultureInfo.InvariantCulture),
                DayText.Day(row[4])!.Value,
                Instant.FromDateTimeOffset(DateTimeOffset.Parse(row[8], CultureInfo.InvariantCulture)));
            var explained = await explainer.ExplainAsync(choice, CancellationToken.None);

            Assert.Equal($"{row[5]} {row[6]}/{row[7]}", $"{explained.Figure.Revision} {explained.Figure.Figure.Rate}");
            Assert.Equal(row[6], $"{explained.Units.Sum(unit => unit.Above)}");
            Assert.Equal(row[7], $"{explained.Units.Sum(unit => unit.Below)}");
            late += row[5] == "1" ? 0 : 1;
            platforms.Add(row[0]);
        }

        Assert.True(late > 100, $"Only {late} revisions came late.");
        Assert.True(platforms.Count >= 7, $"Only {string.Join(", ", platforms)} have figures.");
    }

    private static async Task CloseAsync(FoldBench bench, List<EventRecord> records)
    {
        var closer = bench.Services.GetRequiredService<PartitionCloser>();
        foreach (var shop in records.GroupBy(record => (record.Event.Shop.Platform, record.Event.Shop.ShopId)))
        {
            var last = shop.Max(record => ChinaTime.Day(FromProto.Instant(record.Event.OccurredAt)));
            await closer.CloseAsync(Partitions.Of(shop.Key.Platform, shop.Key.ShopId), shop.Key.Platform, last.PlusDays(32), CancellationToken.None);
        }
    }
}
