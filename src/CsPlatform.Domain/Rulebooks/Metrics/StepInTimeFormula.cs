using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// After-sales orders of which one step came soon enough after another, over those that had the later one; by the first time of
/// each, in the period of the later one (handbook 5.1, items 2 and 3).
/// </summary>
/// <param name="From">The step that starts the clock.</param>
/// <param name="To">The step that stops it.</param>
/// <param name="Within">Inclusive, on the clock.</param>
/// <param name="ClockHours">Half-open hours in which the clock runs; null = always.</param>
/// <param name="OnlyStartedInHours">Whether only orders whose clock started within those hours count.</param>
public sealed record StepInTimeFormula(
    AfterSalesStepKind From,
    AfterSalesStepKind To,
    Duration Within,
    DailyHours? ClockHours,
    bool OnlyStartedInHours) : CountedFormula;
