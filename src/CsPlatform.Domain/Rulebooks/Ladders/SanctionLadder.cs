namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// How a subject's bad figures, or its incidents, are answered, step by step (handbook 1.5). Every null is "not enforced".
/// </summary>
/// <param name="Id">Rule id, such as "xhs.ladder.reply_rate_3min".</param>
/// <param name="Subject">What is judged.</param>
/// <param name="TextZh">The rule in the platform's own words.</param>
/// <param name="TextEn">An English line.</param>
/// <param name="Source">Handbook section and class.</param>
/// <param name="Steps">Steps from mildest to hardest; the hardest enforced one whose condition holds applies.</param>
/// <param name="PenaltiesPerMonth">
/// Most penalties per natural month; null = no limit. A penalty counts for the month it starts in.
/// </param>
/// <param name="MinimumSample">Fewest units a figure must have to be judged; null = 1.</param>
/// <param name="PausesWhilePenaltyRuns">
/// Whether nothing is assessed while a penalty runs and the cycle restarts the day after it ends.
/// </param>
/// <param name="AllowPartialWindowAfterRestart">Whether a window that reaches back before the restart day is judged.</param>
/// <param name="RepeatEscalation">When repeated months lead to a proposal; null = never.</param>
/// <param name="EscalatesWithinMonths">A further penalty within so many natural months is one step harder; null = never.</param>
public sealed record SanctionLadder(
    string Id,
    LadderSubject Subject,
    string TextZh,
    string TextEn,
    string Source,
    IReadOnlyList<SanctionStep> Steps,
    int? PenaltiesPerMonth,
    int? MinimumSample,
    bool PausesWhilePenaltyRuns,
    bool AllowPartialWindowAfterRestart,
    RepeatEscalation? RepeatEscalation,
    int? EscalatesWithinMonths)
{
    /// <summary>The platform's name of it.</summary>
    public string NameZh { get; init; } = "";

    /// <summary>Its name in English.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>The month after a fined one, which brings no fine; null = there is none.</summary>
    public ImprovementMonth? ImprovementMonth { get; init; }

    /// <summary>How long a new shop is exempt; null = not at all.</summary>
    public NewShopExemption? NewShopExemption { get; init; }

    /// <summary>Days without assessment.</summary>
    public IReadOnlyList<ExemptDays> ExemptDays { get; init; } = [];

    /// <summary>Whether any step is enforced.</summary>
    public bool IsEnforced
    {
        get
        {
            for (var i = 0; i < Steps.Count; i++)
            {
                if (Steps[i].IsEnforced)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The metric it judges; null where it judges something else.</summary>
    public string? MetricId => (Subject as MetricSubject)?.MetricId;
}
