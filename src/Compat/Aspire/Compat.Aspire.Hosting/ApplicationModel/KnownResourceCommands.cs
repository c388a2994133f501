namespace Aspire.Hosting.ApplicationModel;

/// <summary>The commands every resource with a process understands.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts it, also out of a wait.</summary>
    public static readonly string StartCommand = "resource-start";

    /// <summary>Stops it.</summary>
    public static readonly string StopCommand = "resource-stop";

    /// <summary>Stops it, then starts it anew.</summary>
    public static readonly string RestartCommand = "resource-restart";
}
