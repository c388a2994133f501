using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Board;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Metrics.Wire;

/// <summary>From running figures and limits to the contract's messages.</summary>
internal static class BoardToProto
{
    internal static V1.Headroom Headroom(ShopKey shop, HeadroomLimit limit, FigurePeriod period, Rate figure, long open)
    {
        var found = limit.Of(figure, open);
        var message = new V1.Headroom
        {
            Shop = Shop(shop),
            MetricId = limit.Metric.Id,
            PeriodStart = ToProto.Day(period.Days.Start),
            PeriodEnd = ToProto.Day(period.Days.End),
            Numerator = figure.Numerator,
            Denominator = figure.Denominator,
            Limit = limit.Bound.Text,
            Side = Side(found.Side),
            Open = open,
            Citation = Citation(limit.Citation),
            StepZh = limit.StepZh,
            MetricZh = limit.Metric.NameZh,
            IsShare = limit.Metric.Measure == MetricMeasure.Share,
        };
        Set(found, message);
        return message;
    }

    /// <summary>A record of the feed.</summary>
    internal static FigureRecord Crossed(LimitLook look, long open) => new()
    {
        HeadroomCrossed = new HeadroomCrossed
        {
            Headroom = Headroom(look.Held.Shop, look.Held.Limit, look.Period, look.Figure, open),
            Before = Side(look.Before),
        },
    };

    internal static V1.HeadroomSide Side(Domain.Metrics.Headrooms.HeadroomSide side) => (V1.HeadroomSide)(int)side;

    internal static BoardWarning Warning(RunningWarning warning) => new()
    {
        Key = warning.Key,
        MetricId = warning.SubjectId,
        TextZh = warning.TextZh,
        TextEn = warning.TextEn,
        Citation = Citation(warning.Citation),
    };

    internal static Common.V1.ShopKey Shop(ShopKey shop) => new() { Platform = shop.Platform, ShopId = shop.ShopId };

    internal static Common.V1.RuleCitation Citation(RuleCitation citation) => new()
    {
        Platform = citation.Platform,
        RulebookVersion = citation.RulebookVersion,
        RulebookHash = citation.RulebookHash,
        RuleId = citation.RuleId,
        Source = citation.Source,
    };

    private static void Set(Domain.Metrics.Headrooms.Headroom found, V1.Headroom message)
    {
        if (found.MayMiss is { } mayMiss)
        {
            message.MayMiss = mayMiss;
        }

        if (found.MustHit is { } mustHit)
        {
            message.MustHit = mustHit;
        }

        if (found.AnswerOpen is { } answerOpen)
        {
            message.AnswerOpen = answerOpen;
        }
    }
}
