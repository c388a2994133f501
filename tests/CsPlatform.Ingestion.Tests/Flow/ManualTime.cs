namespace CsPlatform.Ingestion.Tests.Flow;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    internal void Advance(TimeSpan by) => now += by.Ticks;
}
