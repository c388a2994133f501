namespace CsPlatform.Metrics.Tests;

/// <summary>The system's clock, set to another time: it runs on, and timers are real.</summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private TimeSpan shift = start - DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    /// <summary>Sets the clock.</summary>
    internal void Set(DateTimeOffset now) => shift = now - base.GetUtcNow();
}
