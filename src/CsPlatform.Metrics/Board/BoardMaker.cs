using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Board;

/// <summary>Puts a board together from what was read of a shop.</summary>
internal sealed class BoardMaker(
    ShopKey shop,
    Rulebook rulebook,
    IReadOnlyList<HeadroomLimit> limits,
    LocalDate today,
    IReadOnlyDictionary<FactRange, FactChange> sums)
{
    private static readonly IReadOnlyDictionary<LocalDate, Fraction> NoScores = new Dictionary<LocalDate, Fraction>();

    public LiveBoard Make(Instant now) => new()
    {
        Shop = BoardToProto.Shop(shop),
        Day = ToProto.Day(today),
        Figures = { rulebook.Metrics.Select(Figure) },
        Headrooms = { limits.Select(Headroom) },
        Warnings = { RunningWarnings.Of(rulebook, metric => Window(metric).Figure, _ => NoScores).Select(BoardToProto.Warning) },
        CountedAt = Timestamp.FromDateTimeOffset(now.ToDateTimeOffset()),
    };

    private RunningFigure Figure(MetricRule metric)
    {
        var day = RunningSums.Rate(metric, Sum(metric, Period.OfDay(today)));
        var (period, window) = Window(metric);
        return new RunningFigure
        {
            MetricId = metric.Id,
            Numerator = day.Numerator,
            Denominator = day.Denominator,
            WindowNumerator = window.Numerator,
            WindowDenominator = window.Denominator,
            WindowStart = ToProto.Day(period.Days.Start),
            MetricZh = metric.NameZh,
            MetricEn = metric.NameEn,
            IsShare = metric.Measure == MetricMeasure.Share,
        };
    }

    private V1.Headroom Headroom(HeadroomLimit limit)
    {
        var (period, figure) = RunningSums.Of(limit.Window, today, limit.Metric, days => Sum(limit.Metric, days));
        return BoardToProto.Headroom(shop, limit, period, figure, open: 0);
    }

    private (FigurePeriod Period, Rate Figure) Window(MetricRule metric) =>
        RunningSums.Of(metric.Window, today, metric, days => Sum(metric, days));

    private FactChange Sum(MetricRule metric, Period days) => sums[new FactRange(shop, metric.Id, days)];
}
