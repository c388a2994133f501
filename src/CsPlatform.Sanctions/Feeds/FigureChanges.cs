using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.Wire;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Picks what matters out of the figure feed: closed days, and figures of the period that a ladder assesses.</summary>
internal static class FigureChanges
{
    /// <summary>The kinds of record that mean anything here, by the contract's names.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["figure_closed", "figure_revised", "score_closed", "score_revised", "day_closed"];

    /// <summary>What the records mean, in their order.</summary>
    public static IReadOnlyList<FigureChange> Read(IEnumerable<FeedRecord> records, RulebookCatalogue catalogue) =>
        [.. records.Select(record => Read(FigureRecord.Parser.ParseFrom(record.Content.Span), catalogue)).OfType<FigureChange>()];

    private static FigureChange? Read(FigureRecord record, RulebookCatalogue catalogue) => record.ChangeCase switch
    {
        FigureRecord.ChangeOneofCase.FigureClosed when Rule(record.FigureClosed, catalogue) is { } rule =>
            new FigureClosed(Key(record.FigureClosed), rule, FromProto.Figure(record.FigureClosed)),
        FigureRecord.ChangeOneofCase.FigureRevised when Rule(record.FigureRevised, catalogue) is { } rule =>
            new FigureRevised(
                Key(record.FigureRevised), rule, FromProto.Figure(record.FigureRevised), record.FigureRevised.Reason),
        FigureRecord.ChangeOneofCase.ScoreClosed when Score(record.ScoreClosed, catalogue) is var (rule, figure) =>
            new FigureClosed(Key(record.ScoreClosed), rule, figure),
        FigureRecord.ChangeOneofCase.ScoreRevised when Score(record.ScoreRevised, catalogue) is var (rule, figure) =>
            new FigureRevised(Key(record.ScoreRevised), rule, figure, record.ScoreRevised.Reason),
        FigureRecord.ChangeOneofCase.DayClosed =>
            new DayBegun(record.DayClosed.Platform, FromProto.Day(record.DayClosed.Day).PlusDays(1)),
        _ => null,
    };

    private static StandingKey Key(Figure figure) => new(FromProto.Shop(figure.Shop), figure.MetricId);

    private static StandingKey Key(ScoreFigure score) => new(FromProto.Shop(score.Shop), score.ScoreId);

    // A score that lacks anything has no value, and nothing follows from it.
    private static (LadderInForce Rule, AssessedFigure Figure)? Score(ScoreFigure score, RulebookCatalogue catalogue) =>
        FromProto.Score(score) is { } figure
        && catalogue.Find(score.Shop.Platform, figure.Period.End.PlusDays(-1)) is { } rulebook
        && LadderInForce.FindByScore(rulebook, score.ScoreId) is { } rule
            ? (rule, figure)
            : null;

    // The rules of the period's last day hold: what happened before a rule took effect is judged by the one before it.
    private static LadderInForce? Rule(Figure figure, RulebookCatalogue catalogue)
    {
        var rulebook = catalogue.Find(figure.Shop.Platform, FromProto.Day(figure.PeriodEnd).PlusDays(-1));
        var rule = rulebook is null ? null : LadderInForce.Find(rulebook, figure.MetricId);
        return rule?.Metric?.Window switch
        {
            NaturalDayWindow when figure.PeriodKind == PeriodKind.Day => rule,
            NaturalWeeksWindow when figure.PeriodKind == PeriodKind.NaturalWeek => rule,
            TrailingDaysWindow or SampledTrailingDaysWindow when figure.PeriodKind == PeriodKind.TrailingDays => rule,
            NaturalMonthWindow when figure.PeriodKind == PeriodKind.NaturalMonth => rule,
            _ => null,
        };
    }
}
