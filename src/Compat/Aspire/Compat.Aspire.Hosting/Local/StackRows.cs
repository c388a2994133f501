using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Local;

/// <summary>Puts together what people and programs are told about the stack.</summary>
internal sealed class StackRows(RuntimeContext context)
{
    public IReadOnlyList<StackRow> All() =>
    [
        .. context.Model.Resources.Where(resource => resource is not ParameterResource)
            .SelectMany(resource => context.Notifications.InstancesOf(resource))
            .Select(id => context.Notifications.TryGetCurrentState(id, out var state) ? Row(state) : null)
            .OfType<StackRow>(),
    ];

    private StackRow Row(ResourceEvent change)
    {
        var (resource, state) = (change.Resource, change.Snapshot);
        var hasProcess = resource is ProjectResource or ExecutableResource or ContainerResource;
        return new StackRow
        {
            Name = resource.Name,
            Id = change.ResourceId,
            Type = state.ResourceType,
            State = state.State?.Text ?? KnownResourceStates.NotStarted,
            Health = state.HealthReports.Any(report => report.Status is null) ? null : state.HealthStatus?.ToString(),
            IsReady = state.IsReady,
            Urls = [.. state.Urls.Select(url => url.Url)],
            Endpoints = state.Urls.Where(url => url.Name is not null).GroupBy(url => url.Name!)
                .ToDictionary(group => group.Key, group => group.First().Url),
            ConnectionString = ConnectionString(resource),
            Detail = Detail(state),
            LogFile = hasProcess ? context.Folders.LogFile(change.ResourceId) : null,
            Pid = state.State?.Text == KnownResourceStates.Running ? state.Property("executable.pid") as int? : null,
            ExitCode = state.ExitCode,
            Restarts = state.Restarts,
        };
    }

    private static string? ConnectionString(IResource resource)
    {
        var isAllocated = resource switch
        {
            PostgresServerResource server => server.PrimaryEndpoint.IsAllocated,
            PostgresDatabaseResource database => database.Parent.PrimaryEndpoint.IsAllocated,
            RedisResource redis => redis.PrimaryEndpoint.IsAllocated,
            _ => false,
        };
        return isAllocated ? Completed(((IResourceWithConnectionString)resource).GetConnectionStringAsync()) : null;
    }

    // These values are at hand, so the task has always ended.
    private static string? Completed(ValueTask<string?> value) => value.IsCompletedSuccessfully ? value.Result : null;

    private static string? Detail(CustomResourceSnapshot state) => state.State?.Text switch
    {
        "Waiting" => state.Property("resource.waitingFor") is string { Length: > 0 } names ? $"waits for {names}" : null,
        "Running" => state.HealthReports.FirstOrDefault(
            report => report.Status is not (null or HealthStatus.Healthy))?.Description,
        InstanceSupervisor.Restarting => $"ended with exit code {state.ExitCode}",
        "FailedToStart" => state.Property("resource.error") as string,
        "Finished" or "Exited" => state.ExitCode is { } code ? $"exit code {code}" : null,
        _ => null,
    };
}
