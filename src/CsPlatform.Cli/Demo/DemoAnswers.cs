using CsPlatform.Cli.Views;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>What the services answered about the market.</summary>
/// <param name="Daily">Each day's reply rate.</param>
/// <param name="Windows">The reply rate over seven days.</param>
/// <param name="Dissatisfaction">The dissatisfaction rate by month.</param>
/// <param name="Decisions">Sanctions.</param>
/// <param name="Statements">One per shop and month.</param>
internal sealed record DemoAnswers(
    IReadOnlyList<Figure> Daily,
    IReadOnlyList<Figure> Windows,
    IReadOnlyList<Figure> Dissatisfaction,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyList<StatementView> Statements);
