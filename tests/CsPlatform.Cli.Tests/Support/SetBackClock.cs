namespace CsPlatform.Cli.Tests.Support;

/// <summary>A clock that is behind by a fixed time.</summary>
internal sealed class SetBackClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - by;
}
