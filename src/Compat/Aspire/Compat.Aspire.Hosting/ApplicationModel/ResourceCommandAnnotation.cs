namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource beyond the known ones.</summary>
public sealed class ResourceCommandAnnotation(
    string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand) : IResourceAnnotation
{
    /// <summary>Names the command in calls.</summary>
    public string Name { get; } = name;

    /// <summary>Names the command for people.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Does the work.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;
}
