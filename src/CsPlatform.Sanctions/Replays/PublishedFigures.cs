using System.Runtime.CompilerServices;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.Wire;
using NodaTime;
using ShopKey = CsPlatform.Domain.Primitives.ShopKey;

namespace CsPlatform.Sanctions.Replays;

/// <summary>A subject's figures as metrics published them, shop after shop; one page is held at a time, and one is on its way.</summary>
internal sealed class PublishedFigures(MetricsService.MetricsServiceClient metrics)
{
    private const int PageSize = 5_000;

    /// <summary>The figures of a metric of the span, in the order of shop and day.</summary>
    public IAsyncEnumerable<(ShopKey Shop, AssessedFigure Figure)> OfMetricAsync(
        string platform, (string Id, PeriodKind Kind) metric, (LocalDate From, LocalDate Until) span, CancellationToken cancellation) => PagesAsync(
            async token =>
            {
                var request = new ListFiguresRequest
                {
                    Platform = platform, MetricId = metric.Id, PeriodKind = metric.Kind,
                    EvaluatedFrom = $"{span.From:R}", EvaluatedUntil = $"{span.Until.PlusDays(1):R}", PageSize = PageSize, PageToken = token,
                };
                var page = await metrics.ListFiguresAsync(request, cancellationToken: cancellation);
                return ([.. page.Figures.Select(figure => (FromProto.Shop(figure.Shop), FromProto.Figure(figure)))], page.NextPageToken);
            },
            cancellation);

    /// <summary>The scores of the span that have a value, in the order of shop and day.</summary>
    public IAsyncEnumerable<(ShopKey Shop, AssessedFigure Figure)> OfScoreAsync(
        string platform, string id, (LocalDate From, LocalDate Until) span, CancellationToken cancellation) => PagesAsync(
            async token =>
            {
                var request = new ListScoresRequest
                {
                    Platform = platform, ScoreId = id, EvaluatedFrom = $"{span.From:R}", EvaluatedUntil = $"{span.Until.PlusDays(1):R}",
                    PageSize = PageSize, PageToken = token,
                };
                var page = await metrics.ListScoresAsync(request, cancellationToken: cancellation);
                var scores = page.Scores.Select(score => (FromProto.Shop(score.Shop), Figure: FromProto.Score(score)))
                    .Where(score => score.Figure is not null).Select(score => (score.Item1, score.Figure!));
                return ([.. scores], page.NextPageToken);
            },
            cancellation);

    private static async IAsyncEnumerable<(ShopKey Shop, AssessedFigure Figure)> PagesAsync(
        Func<string, Task<(List<(ShopKey, AssessedFigure)> Figures, string Next)>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var coming = read("");
        while (true)
        {
            var (figures, next) = await coming;
            coming = next.Length > 0 ? read(next) : Task.FromResult((new List<(ShopKey, AssessedFigure)>(), ""));
            foreach (var figure in figures)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return figure;
            }

            if (next.Length == 0)
            {
                yield break;
            }
        }
    }
}
