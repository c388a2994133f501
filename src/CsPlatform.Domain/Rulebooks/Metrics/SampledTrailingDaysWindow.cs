namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// The n days before the day of evaluation when they hold enough units; a longer run of days when they do not (handbook 6.1: 30
/// days with 500 signed orders or more, else 60).
/// </summary>
/// <param name="Days">Days that are looked at first.</param>
/// <param name="DaysWhenFew">Days that are looked at when those hold too few units; more than <paramref name="Days"/>.</param>
/// <param name="EnoughUnits">Units that are enough; exactly so many are.</param>
public sealed record SampledTrailingDaysWindow(int Days, int DaysWhenFew, int EnoughUnits) : MetricWindow;
