using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Missed periods that follow one another without a gap.</summary>
/// <param name="Periods">How many.</param>
/// <param name="End">Day after the last one, exclusive: the next period must start on it.</param>
public sealed record MissedRun(int Periods, LocalDate End);
