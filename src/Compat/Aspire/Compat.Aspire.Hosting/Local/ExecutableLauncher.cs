namespace Aspire.Hosting.Local;

/// <summary>Runs a program found on PATH or by path.</summary>
internal sealed class ExecutableLauncher(RuntimeContext context, ExecutableResource resource) : ILauncher
{
    public Task ClaimAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<LaunchPlan> PrepareAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(resource.WorkingDirectory))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' is to run in {resource.WorkingDirectory}, which is no folder. "
                + "Create it or give another one.");
        }

        TargetPorts.Choose(instance);
        return new LaunchPlan
        {
            Program = Locate(),
            Environment = await ResourceValues.EnvironmentAsync(context, instance, cancellationToken),
            Arguments = await ResourceValues.ArgumentsAsync(context, instance, cancellationToken),
            WorkingDirectory = resource.WorkingDirectory,
        };
    }

    public void Crashed(Instance instance, IReadOnlyList<LogLine> lastLines)
    {
    }

    public void Release()
    {
    }

    private string Locate()
    {
        if (!resource.Command.Contains('/', StringComparison.Ordinal))
        {
            return Tools.Find(resource.Command) ?? throw new DistributedApplicationException(
                $"'{resource.Command}', the program of '{resource.Name}', was not found: "
                + $"looked in {string.Join(", ", Tools.SearchPath)}. "
                + "Install it, put its folder on PATH or give its path.");
        }

        var file = Path.GetFullPath(Path.Combine(resource.WorkingDirectory, resource.Command));
        return Tools.IsExecutable(file) ? file : throw new DistributedApplicationException(
            $"{file}, the program of '{resource.Name}', does not exist or is not executable. Build it or correct the path.");
    }
}
