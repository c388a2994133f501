namespace CsPlatform.Persistence.Tests;

/// <summary>A clock that stands still and is set to anything, as one that an operator or a time server adjusts; timers run as always.</summary>
internal sealed class JumpingClock(DateTimeOffset now) : TimeProvider
{
    private long ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    internal void Set(DateTimeOffset at) => Volatile.Write(ref ticks, at.UtcTicks);
}
