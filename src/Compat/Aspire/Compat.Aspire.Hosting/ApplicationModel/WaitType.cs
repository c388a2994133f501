namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a wait is for.</summary>
public enum WaitType
{
    /// <summary>All instances run, their checks pass and the ready handlers are through.</summary>
    WaitUntilHealthy = 0,

    /// <summary>All instances ended with the expected exit code.</summary>
    WaitForCompletion = 1,

    /// <summary>All instances run.</summary>
    WaitUntilStarted = 2,
}
