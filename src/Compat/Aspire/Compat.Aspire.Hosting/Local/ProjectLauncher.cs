namespace Aspire.Hosting.Local;

/// <summary>Runs a project's build output in the project's folder.</summary>
internal sealed class ProjectLauncher(RuntimeContext context, ProjectResource resource) : ILauncher
{
    public Task ClaimAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<LaunchPlan> PrepareAsync(Instance instance, CancellationToken cancellationToken)
    {
        TargetPorts.Choose(instance);
        var project = resource.Annotations.OfType<IProjectMetadata>().LastOrDefault()
            ?? throw new DistributedApplicationException(
                $"'{resource.Name}' does not say which project it is. Add it with AddProject.");
        var output = ProjectOutput.Find(project.ProjectPath, context.BuildConfiguration);
        var environment = await ResourceValues.EnvironmentAsync(context, instance, cancellationToken);
        var arguments = await ResourceValues.ArgumentsAsync(context, instance, cancellationToken);
        return new LaunchPlan
        {
            Program = DotnetHost.Path,
            Arguments = [output, .. arguments],
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
            Environment = environment,
        };
    }

    public void Crashed(Instance instance, IReadOnlyList<LogLine> lastLines)
    {
    }

    public void Release()
    {
    }
}
