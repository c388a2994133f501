namespace Aspire.Hosting.ApplicationModel;

/// <summary>When Redis writes its data to disk.</summary>
public sealed class PersistenceAnnotation(TimeSpan? interval, long keysChangedThreshold) : IResourceAnnotation
{
    /// <summary>Longest time between a change and its snapshot; null: a minute.</summary>
    public TimeSpan? Interval { get; } = interval;

    /// <summary>Changes that call for a snapshot.</summary>
    public long KeysChangedThreshold { get; } = keysChangedThreshold;
}
