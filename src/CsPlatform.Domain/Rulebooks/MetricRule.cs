using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>One metric as a rulebook defines it.</summary>
/// <param name="Id">Id, such as "xhs.reply_rate_3min".</param>
/// <param name="NameZh">The platform's own wording.</param>
/// <param name="NameEn">An English line.</param>
/// <param name="Source">Handbook section and class.</param>
/// <param name="Formula">How a unit's contribution is found.</param>
/// <param name="Window">The period that is assessed.</param>
/// <param name="PublishesDailyFigures">Whether each day's own figure is published as well.</param>
public sealed record MetricRule(
    string Id,
    string NameZh,
    string NameEn,
    string Source,
    MetricFormula Formula,
    MetricWindow Window,
    bool PublishesDailyFigures);

/// <summary>The closed list of formulas; each holds the parameters of its kind.</summary>
public abstract record MetricFormula;

/// <summary>
/// Reply rate by consultation: hits = consultations whose buyer messages were all (or first, by <see cref="Late"/>) answered within
/// <see cref="Within"/>; units = consultations in scope (handbook 1.3).
/// </summary>
/// <param name="Within">Inclusive: an answer after exactly this time is in time.</param>
/// <param name="Late">Which messages make a consultation late.</param>
/// <param name="Hours">Half-open daily hours that the consultation's start must lie in; null = all day.</param>
/// <param name="AnsweringRoles">Roles whose message counts as an answer.</param>
public sealed record ReplyRateFormula(
    Duration Within, LateRule Late, DailyHours? Hours, IReadOnlySet<SenderRole> AnsweringRoles) : MetricFormula;

/// <summary>
/// Dissatisfaction by consultation: hits = rated at most <see cref="WorstStarsUpTo"/> stars, units = rated at all; by the month of the
/// consultation's start; the last rating counts (handbook 1.4).
/// </summary>
public sealed record DissatisfactionFormula(int WorstStarsUpTo) : MetricFormula;

/// <summary>Which late messages make a consultation late.</summary>
public enum LateRule
{
    /// <summary>Any message answered late or not at all.</summary>
    Any = 1,

    /// <summary>The first message only.</summary>
    First = 2,
}

/// <summary>Who wrote a message.</summary>
public enum SenderRole
{
    Buyer = 1,
    HumanAgent = 2,
    Bot = 3,
    Automatic = 4,
    System = 5,
}

/// <summary>Hours of every day: includes <see cref="From"/>, excludes <see cref="Until"/>; a null end is midnight (24:00).</summary>
public sealed record DailyHours(LocalTime From, LocalTime? Until)
{
    public bool Contains(LocalTime time) => From <= time && (Until is not { } until || time < until);
}

/// <summary>The period that is assessed.</summary>
public abstract record MetricWindow;

/// <summary>The n days before the day of evaluation.</summary>
public sealed record TrailingDaysWindow(int Days) : MetricWindow;

/// <summary>The natural month.</summary>
public sealed record NaturalMonthWindow : MetricWindow;
