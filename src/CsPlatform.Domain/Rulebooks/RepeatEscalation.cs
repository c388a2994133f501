namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Removal is proposed when, within so many months, so many different months have at least so many penalties each.
/// </summary>
public sealed record RepeatEscalation(int WithinMonths, int Months, int PenaltiesInEach);
