namespace Aspire.Hosting.Local;

/// <summary>How to start one process.</summary>
internal sealed record LaunchPlan
{
    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The user to run as; null: ours.</summary>
    public UnixUser? User { get; init; }

    /// <summary>The signal that asks the process to end in good order.</summary>
    public int StopSignal { get; init; } = Posix.SigTerm;

    /// <summary>
    /// Program and arguments with the change of user in front, which becomes the program without another process between.
    /// </summary>
    public IReadOnlyList<string> CommandLine => User is null
        ? [Program, .. Arguments]
        : [Tools.Require("setpriv", "util-linux"), $"--reuid={User.Id}", $"--regid={User.Group}", "--clear-groups", "--",
            Program, .. Arguments];
}
