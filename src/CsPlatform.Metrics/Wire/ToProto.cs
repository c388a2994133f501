using CsPlatform.Common.V1;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Metrics.Wire;

/// <summary>From the domain to the contract's messages.</summary>
internal static class ToProto
{
    internal static Figure Figure(StoredFigure stored)
    {
        var (figure, citation) = (stored.Figure, stored.Figure.Citation);
        return new Figure
        {
            Shop = new ShopKey { Platform = stored.Shop.Platform, ShopId = stored.Shop.ShopId },
            MetricId = figure.MetricId,
            PeriodKind = (PeriodKind)(int)figure.Period.Kind,
            PeriodStart = Day(figure.Period.Days.Start),
            PeriodEnd = Day(figure.Period.Days.End),
            EvaluatedOn = Day(figure.Period.EvaluatedOn),
            Numerator = figure.Rate.Numerator,
            Denominator = figure.Rate.Denominator,
            Citation = Citation(citation),
            Revision = stored.Revision,
            Reason = stored.Reason,
            ClosedAt = Timestamp.FromDateTimeOffset(stored.ClosedAt.ToDateTimeOffset()),
            Standing = (FigureStanding)(int)figure.Certainty.Standing,
            StandingReason = figure.Certainty.Reason,
            NumeratorLowest = figure.Certainty.Lowest,
            NumeratorHighest = figure.Certainty.Highest,
        };
    }

    internal static FigureRecord DayClosed(string platform, LocalDate day) =>
        new() { DayClosed = new DayClosed { Platform = platform, Day = Day(day) } };

    /// <summary>A run of the feed as the contract's message; a record's place gives its position.</summary>
    internal static FollowFiguresResponse Segment(FeedSegment segment)
    {
        var response = new FollowFiguresResponse { Partition = segment.Partition, CoveredTo = segment.CoveredTo };
        foreach (var stored in segment.Records)
        {
            var record = FigureRecord.Parser.ParseFrom(stored.Content.Span);
            record.Position = stored.Position;
            response.Records.Add(record);
        }

        return response;
    }

    internal static RuleCitation Citation(Domain.Rulebooks.RuleCitation citation) => new()
    {
        Platform = citation.Platform,
        RulebookVersion = citation.RulebookVersion,
        RulebookHash = citation.RulebookHash,
        RuleId = citation.RuleId,
        Source = citation.Source,
    };

    internal static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", null);
}
