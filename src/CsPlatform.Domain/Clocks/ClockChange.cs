namespace CsPlatform.Domain.Clocks;

/// <summary>What became of a subject's clocks.</summary>
/// <param name="Clocks">Those that run, and those that are remembered.</param>
/// <param name="Stopped">Those that had rung and run no more.</param>
public sealed record ClockChange(IReadOnlyList<RunningClock> Clocks, IReadOnlyList<RunningClock> Stopped);
