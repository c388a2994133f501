namespace Aspire.Hosting.ApplicationModel;

/// <summary>The usual states of an instance.</summary>
public static class KnownResourceStates
{
    /// <summary>It is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>It runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>Its process ended.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>Its server ended.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>What runs it does not work.</summary>
    public static readonly string RuntimeUnhealthy = "RuntimeUnhealthy";

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>It starts on command only, and has not been.</summary>
    public static readonly string NotStarted = "NotStarted";

    /// <summary>It is in effect without running.</summary>
    public static readonly string Active = "Active";

    /// <summary>The states that only a new start ends.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
