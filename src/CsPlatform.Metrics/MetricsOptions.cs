namespace CsPlatform.Metrics;

/// <summary>What can be set for this service, section "Metrics".</summary>
public sealed class MetricsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Metrics";

    /// <summary>Longest wait of a closing for the event feed to be caught up with.</summary>
    public TimeSpan CatchUpLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the clock looks whether a cut-off has passed.</summary>
    public TimeSpan ClockInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How far back one can ask what was known: three years and a day, or more. Nothing is deleted by it.</summary>
    public TimeSpan RevisionRetention { get; init; } = TimeSpan.FromDays((3 * 366) + 1);

    /// <summary>
    /// How long ago a turn may have been due when it is first seen: what lies further back is history, of which no clock tells.
    /// </summary>
    public TimeSpan ClockHorizon { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// By source, how far its times may be off. Reply figures are judged with limits so much shorter and longer as well; a figure
    /// that a limit of its ladder parts is uncertain. A source that is not named is right until its own events prove otherwise.
    /// </summary>
    public Dictionary<string, TimeSpan> SourceClockSkew { get; init; } = [];
}
