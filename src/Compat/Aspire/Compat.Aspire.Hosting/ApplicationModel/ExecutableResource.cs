namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that runs as a process.</summary>
public class ExecutableResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>A program found on PATH or by path, run in a folder.</summary>
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Command = command;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>The program.</summary>
    public string Command { get; internal set; }

    /// <summary>The folder it runs in.</summary>
    public string WorkingDirectory { get; internal set; }
}
