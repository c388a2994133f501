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
internal sealed class BoardMaker(ShopKey shop, Rulebook rulebook, IReadOnlyList<HeadroomLimit> limits, LocalDate today, Instant now)
{
    /// <summary>Sums of facts, of every run of days that is needed.</summary>
    public required IReadOnlyDictionary<FactRange, FactChange> Sums { private get; init; }

    /// <summary>What sub-accounts did today.</summary>
    public required IReadOnlyList<AgentSums> Agents { private get; init; }

    /// <summary>Values of scores by day of evaluation, of those that are warned of.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<LocalDate, Fraction>> Scores { private get; init; }

    /// <summary>The running clocks.</summary>
    public required OpenClocks Open { private get; init; }

    public LiveBoard Make() => new()
    {
        Shop = BoardToProto.Shop(shop),
        Day = ToProto.Day(today),
        Figures = { rulebook.Metrics.Select(Figure) },
        Open = { Open.Clocks.Select(one => ClockProto.Clock(one.Subject, one.Clock)) },
        OpenTotal = Open.Total,
        Headrooms = { limits.Select(Headroom) },
        Warnings = { Warnings().Select(BoardToProto.Warning) },
        Agents = { AgentBoards() },
        CountedAt = Timestamp.FromDateTimeOffset(now.ToDateTimeOffset()),
    };

    private IEnumerable<RunningWarning> Warnings() =>
        RunningWarnings.Of(rulebook, today, metric => Window(metric).Figure, score => Scores[score]);

    private RunningFigure Figure(MetricRule metric)
    {
        var (period, window) = Window(metric);
        return Figure(metric, PeriodRates.Of(metric.Formula, Sum(metric, Period.OfDay(today))), window, period);
    }

    private static RunningFigure Figure(MetricRule metric, Rate day, Rate window, FigurePeriod period) => new()
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

    private V1.Headroom Headroom(HeadroomLimit limit)
    {
        var (period, figure) = RunningSums.Of(limit.Window, today, limit.Metric, days => Sum(limit.Metric, days));
        return BoardToProto.Headroom(shop, limit, period, figure, OpenTurns.UnitsOf(Open, limit.Metric, period, now));
    }

    private (FigurePeriod Period, Rate Figure) Window(MetricRule metric) =>
        RunningSums.Of(metric.Window, today, metric, days => Sum(metric, days));

    private FactChange Sum(MetricRule metric, Period days) => Sums[new FactRange(shop, metric.Id, days)];

    private IEnumerable<AgentBoard> AgentBoards()
    {
        var open = OpenTurns.ByAgent(Open);
        foreach (var agent in Agents.Select(sums => sums.AgentId).Union(open.Keys).Order(StringComparer.Ordinal))
        {
            var own = Agents.Where(sums => sums.AgentId == agent).ToDictionary(sums => sums.MetricId, StringComparer.Ordinal);
            yield return new AgentBoard
            {
                AgentId = agent,
                OpenTurns = open.GetValueOrDefault(agent),
                Figures =
                {
                    rulebook.Metrics.Where(metric => own.ContainsKey(metric.Id))
                        .Select(metric => Figure(metric, own[metric.Id].Day, own[metric.Id].Window, Window(metric).Period)),
                },
            };
        }
    }
}
