namespace CsPlatform.Domain.Clocks;

/// <summary>A clock after it was looked at.</summary>
/// <param name="Clock">As it is now.</param>
/// <param name="Told">What it says; null = nothing.</param>
public readonly record struct ClockStep(RunningClock Clock, ToldStage? Told);
