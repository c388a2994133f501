namespace Aspire.Hosting.Local;

/// <summary>Takes a resource with processes through its starts and stops, and publishes the events on the way.</summary>
internal sealed class ResourceLifecycle
{
    private readonly RuntimeContext _context;
    private readonly ILauncher _launcher;
    private readonly IReadOnlyList<InstanceSupervisor> _supervisors;
    private CancellationTokenSource? _waits;

    public ResourceLifecycle(
        RuntimeContext context, IResource resource, IReadOnlyList<Instance> instances, ILauncher launcher, bool isJob)
    {
        _context = context;
        _launcher = launcher;
        Resource = resource;
        Instances = instances;
        _supervisors = [.. instances.Select(instance => new InstanceSupervisor(context, instance, launcher, isJob))];
    }

    public IResource Resource { get; }

    public IReadOnlyList<Instance> Instances { get; }

    public bool StartsByItself => !Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    /// <summary>Why the resource cannot start at all; null: it can.</summary>
    public string? Fault { get; private set; }

    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _launcher.ClaimAsync(cancellationToken);
        }
        catch (Exception exception)
            when (exception is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            Fault = exception.Message;
        }
    }

    public void Release()
    {
        _launcher.Release();
        foreach (var supervisor in _supervisors)
        {
            supervisor.Dispose();
        }
    }

    /// <summary>
    /// Starts the given instances after the resource's waits; returns when their processes are there or could not be made.
    /// </summary>
    public async Task StartAsync(IReadOnlyList<Instance> instances, CancellationToken cancellationToken)
    {
        try
        {
            if (Fault is not null)
            {
                throw new DistributedApplicationException(Fault);
            }

            await SetStateAsync(instances, KnownResourceStates.Starting);
            await PublishConnectionStringAsync(cancellationToken);
            await _context.Eventing.PublishAsync(new BeforeResourceStartedEvent(Resource, _context.Services), cancellationToken);
            await WaitAsync(instances, cancellationToken);
            await Task.WhenAll(SupervisorsOf(instances).Select(supervisor => supervisor.StartAsync()));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SetStateAsync(instances, KnownResourceStates.NotStarted);
        }
        catch (Exception exception)
        {
            // Handlers belong to the application: whatever they throw fails this resource and no other.
            await FailAsync(instances, exception);
        }
    }

    public Task StopAsync(IReadOnlyList<Instance> instances, TimeSpan time)
        => Task.WhenAll(SupervisorsOf(instances).Select(supervisor => supervisor.StopAsync(time)));

    /// <summary>Ends the waits of a start under way; false when there is none.</summary>
    public bool SkipWaits()
    {
        if (_waits is not { } waits)
        {
            return false;
        }

        waits.Cancel();
        return true;
    }

    private async Task WaitAsync(IReadOnlyList<Instance> instances, CancellationToken cancellationToken)
    {
        if (!ResourceNotificationService.WaitsOf(Resource).Any())
        {
            return;
        }

        await SetStateAsync(instances, KnownResourceStates.Waiting);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _waits = waits;
        try
        {
            await _context.Notifications.WaitForDependenciesAsync(Resource, waits.Token);
        }
        catch (OperationCanceledException) when (waits.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _context.Logs.GetLogger(Resource).LogWarning("Starts without waiting any longer, on command.");
        }
        finally
        {
            _waits = null;
            await _context.Notifications.PublishUpdateAsync(Resource, state => state.With("resource.waitingFor", null));
        }

        await SetStateAsync(instances, KnownResourceStates.Starting);
    }

    private async Task PublishConnectionStringAsync(CancellationToken cancellationToken)
    {
        IEnumerable<IResource> reachable = Resource is PostgresServerResource server ? [server, .. server.DatabaseResources]
            : [Resource];
        foreach (var resource in reachable.OfType<IResourceWithConnectionString>())
        {
            await _context.Eventing.PublishAsync(
                new ConnectionStringAvailableEvent(resource, _context.Services), cancellationToken);
        }
    }

    private async Task FailAsync(IReadOnlyList<Instance> instances, Exception exception)
    {
        _context.Logs.GetLogger(Resource).LogError("{Message}", exception.Message);
        foreach (var instance in instances)
        {
            await _context.Notifications.PublishUpdateAsync(Resource, instance.Id, state => (state with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                StopTimeStamp = DateTime.UtcNow,
                IsReady = false,
            }).With("resource.error", exception.Message));
        }
    }

    private async Task SetStateAsync(IReadOnlyList<Instance> instances, string state)
    {
        foreach (var instance in instances)
        {
            await _context.Notifications.PublishUpdateAsync(Resource, instance.Id, before => before with
            {
                State = new ResourceStateSnapshot(state, KnownResourceStateStyles.Info),
                IsReady = false,
            });
        }
    }

    private IEnumerable<InstanceSupervisor> SupervisorsOf(IReadOnlyList<Instance> instances)
        => Instances.Zip(_supervisors).Where(pair => instances.Contains(pair.First)).Select(pair => pair.Second);
}
