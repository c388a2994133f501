namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes commands on resources.</summary>
public class ResourceCommandService
{
    private readonly IServiceProvider _services;

    internal ResourceCommandService(IServiceProvider services) => _services = services;

    /// <summary>Executes a command on all instances of a resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteCommandAsync(resource.Name, commandName, cancellationToken);
    }

    /// <summary>Executes a command on an instance, or on all of a resource when given the resource's name.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        try
        {
            var runtime = _services.GetRequiredService<Local.LocalRuntime>();
            return await runtime.ExecuteAsync(resourceId, commandName, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
            when (exception is DistributedApplicationException or InvalidOperationException or IOException)
        {
            return CommandResults.Failure(exception);
        }
    }
}
