namespace Aspire.Hosting.Local;

/// <summary>States of resources without a process: a database follows its server, values are simply there.</summary>
internal sealed class DependentStates(RuntimeContext context)
{
    /// <summary>Gives parameters that ask for it a file for their generated value.</summary>
    public void KeepGeneratedValues()
    {
        foreach (var parameter in context.Model.Resources.OfType<ParameterResource>()
            .Where(parameter => parameter.Annotations.OfType<PersistedParameterAnnotation>().Any()))
        {
            parameter.PersistAt ??= context.Folders.SecretFile(parameter.Name);
        }
    }

    public async Task PublishValuesAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in context.Model.Resources.Where(r => r is ParameterResource or ConnectionStringResource))
        {
            var isMissing = resource is ParameterResource parameter && IsMissing(parameter);
            await context.Notifications.PublishUpdateAsync(resource, state => state with
            {
                State = isMissing
                    ? new ResourceStateSnapshot("Value missing", KnownResourceStateStyles.Error)
                    : new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                IsHidden = resource is ParameterResource,
                IsReady = !isMissing,
            });
            if (resource is ConnectionStringResource)
            {
                await context.Eventing.PublishAsync(
                    new ConnectionStringAvailableEvent(resource, context.Services), cancellationToken);
            }
        }
    }

    public async Task FollowServersAsync(CancellationToken stop)
    {
        await foreach (var change in context.Notifications.WatchAsync(stop))
        {
            if (change.Resource is not PostgresServerResource server)
            {
                continue;
            }

            // Databases come into being in the server's ready handler, so a server that only runs has none yet.
            var isUp = change.Snapshot.State?.Text == KnownResourceStates.Running;
            var followed = isUp && !change.Snapshot.IsReady ? KnownResourceStates.Starting : change.Snapshot.State?.Text;
            foreach (var database in server.DatabaseResources)
            {
                await context.Notifications.PublishUpdateAsync(
                    database, state => state.State?.Text == followed ? state : state with
                {
                    State = new ResourceStateSnapshot(followed ?? KnownResourceStates.NotStarted, change.Snapshot.State?.Style),
                    StartTimeStamp = change.Snapshot.StartTimeStamp,
                    ExitCode = change.Snapshot.ExitCode,
                    IsReady = false,
                    HealthReports = [.. database.Annotations.OfType<HealthCheckAnnotation>()
                        .Select(check => new HealthReportSnapshot(check.Key, null, null, null))],
                });
            }
        }
    }

    private static bool IsMissing(ParameterResource parameter)
    {
        try
        {
            return parameter.Current is null;
        }
        catch (MissingParameterValueException)
        {
            return true;
        }
    }
}
