namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// How a metric's bad figures are answered, step by step (handbook 1.5). Every null is "not enforced".
/// </summary>
/// <param name="Id">Rule id, such as "xhs.ladder.reply_rate_3min".</param>
/// <param name="MetricId">The metric that is judged.</param>
/// <param name="TextZh">The rule in the platform's own words.</param>
/// <param name="TextEn">An English line.</param>
/// <param name="Source">Handbook section and class.</param>
/// <param name="Steps">Steps from mildest to hardest; the hardest whose threshold is missed applies.</param>
/// <param name="PenaltiesPerMonth">
/// Most penalties per natural month; null = no limit. A penalty counts for the month it starts in.
/// </param>
/// <param name="MinimumSample">Fewest units a figure must have to be judged; null = 1.</param>
/// <param name="PausesWhilePenaltyRuns">
/// Whether nothing is assessed while a penalty runs and the cycle restarts the day after it ends.
/// </param>
/// <param name="AllowPartialWindowAfterRestart">Whether a window that reaches back before the restart day is judged.</param>
/// <param name="RepeatEscalation">When repeated months lead to a proposal to remove the shop; null = never.</param>
/// <param name="EscalatesWithinMonths">A further penalty within so many natural months is one step harder; null = never.</param>
public sealed record SanctionLadder(
    string Id,
    string MetricId,
    string TextZh,
    string TextEn,
    string Source,
    IReadOnlyList<SanctionStep> Steps,
    int? PenaltiesPerMonth,
    int? MinimumSample,
    bool PausesWhilePenaltyRuns,
    bool AllowPartialWindowAfterRestart,
    RepeatEscalation? RepeatEscalation,
    int? EscalatesWithinMonths);
