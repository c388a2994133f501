using CsPlatform.Domain.Primitives;

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
/// <param name="PenaltiesPerMonth">Most penalties per natural month; null = no limit. A penalty counts for the month it starts in.</param>
/// <param name="MinimumSample">Fewest units a figure must have to be judged; null = 1.</param>
/// <param name="PausesWhilePenaltyRuns">Whether nothing is assessed while a penalty runs and the cycle restarts the day after it ends.</param>
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

/// <summary>One step of a ladder: applies when the rate is on the bad side of the threshold.</summary>
/// <param name="Threshold">The step's threshold; null = the step is not enforced by a figure.</param>
/// <param name="Direction">Which side is bad.</param>
public abstract record SanctionStep(string TextZh, string TextEn, Percentage? Threshold, BadSide Direction);

/// <summary>友情提示: a notice only. Not a penalty.</summary>
public sealed record RemindStep(string TextZh, string TextEn, Percentage? Threshold, BadSide Direction)
    : SanctionStep(TextZh, TextEn, Threshold, Direction);

/// <summary>强制学习推送课程并考试: failing or not taking the exam in time goes on as a traffic limit of the same case.</summary>
/// <param name="DaysToPass">
/// The exam counts as failed from the start of (day of the push + DaysToPass + 1): the day of the push is not counted (handbook 1.5).
/// </param>
/// <param name="LimitDaysWhenFailed">Length of the limit that follows, in natural days.</param>
public sealed record StudyStep(
    string TextZh, string TextEn, Percentage? Threshold, BadSide Direction, int DaysToPass, int LimitDaysWhenFailed)
    : SanctionStep(TextZh, TextEn, Threshold, Direction);

/// <summary>限制店铺所有公域流量 for so many natural days, the first day included.</summary>
public sealed record TrafficLimitStep(string TextZh, string TextEn, Percentage? Threshold, BadSide Direction, int Days)
    : SanctionStep(TextZh, TextEn, Threshold, Direction);

/// <summary>Which side of a threshold is bad; the threshold itself is good.</summary>
public enum BadSide
{
    Below = 1,
    Above = 2,
}

/// <summary>Removal is proposed when, within so many months, so many different months have at least so many penalties each.</summary>
public sealed record RepeatEscalation(int WithinMonths, int Months, int PenaltiesInEach);
