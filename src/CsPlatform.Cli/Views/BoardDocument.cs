using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Views;

/// <summary>
/// A board as JSON. Figures are by metric: of today, and of the metric's window with today in it. Instants are China Standard Time.
/// </summary>
internal static class BoardDocument
{
    public static object Of(LiveBoard board) => new
    {
        board.Shop.Platform,
        Shop = board.Shop.ShopId,
        board.Day,
        CountedAt = Wording.At(board.CountedAt),
        ReadAt = Wording.At(board.ReadAt),
        Source = Wording.Word(board.Source),
        Figures = board.Figures.Select(Figure),
        Headrooms = board.Headrooms.Select(Headroom),
        board.OpenTotal,
        Open = board.Open.Select(clock => Open(clock, board)),
        Agents = board.Agents.Select(agent => new { Agent = agent.AgentId, agent.OpenTurns, Figures = agent.Figures.Select(Figure) }),
        Warnings = board.Warnings.Select(warning => new
        {
            warning.Key,
            Metric = warning.MetricId,
            warning.TextZh,
            warning.TextEn,
            RuleId = warning.Citation?.RuleId,
            RulebookVersion = warning.Citation?.RulebookVersion,
        }),
    };

    private static object Figure(RunningFigure figure) => new
    {
        Metric = figure.MetricId,
        figure.Numerator,
        figure.Denominator,
        figure.WindowNumerator,
        figure.WindowDenominator,
        figure.WindowStart,
    };

    private static object Headroom(Headroom headroom) => new
    {
        Metric = headroom.MetricId,
        headroom.PeriodStart,
        headroom.PeriodEnd,
        headroom.Numerator,
        headroom.Denominator,
        headroom.Limit,
        Side = Wording.Word(headroom.Side),
        MayMiss = headroom.HasMayMiss ? headroom.MayMiss : (long?)null,
        MustHit = headroom.HasMustHit ? headroom.MustHit : (long?)null,
        AnswerOpen = headroom.HasAnswerOpen ? headroom.AnswerOpen : (long?)null,
        headroom.Open,
        RuleId = headroom.Citation?.RuleId,
        RulebookVersion = headroom.Citation?.RulebookVersion,
        headroom.StepZh,
    };

    private static object Open(Clock clock, LiveBoard board) => new
    {
        Kind = Wording.Word(clock.Kind),
        Rule = clock.RuleId,
        Subject = clock.SubjectId,
        Agent = Wording.OrNull(clock.AgentId),
        DueAt = Wording.At(clock.DueAt),
        SecondsLeft = (long)Math.Floor((clock.DueAt.ToDateTimeOffset() - board.ReadAt.ToDateTimeOffset()).TotalSeconds),
        Stage = Wording.Word(clock.Stage),
    };
}
