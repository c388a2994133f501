using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every instance, tells it to watchers and lets callers wait for one.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> _states = new(StringComparers.Name);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _instances = new(StringComparers.Name);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposing = new();
    private readonly IHostApplicationLifetime _lifetime;
    private readonly IServiceProvider _services;

    /// <summary>Created by the application.</summary>
    [SuppressMessage("Style", "IDE0060", Justification = "The official constructor takes these services.")]
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        _lifetime = hostApplicationLifetime;
        _services = serviceProvider;
    }

    private WaitBehavior DefaultWaitBehavior
        => _services.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior
            ?? WaitBehavior.StopOnResourceUnavailable;

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposing.Cancel();
        _disposing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The latest state of an instance.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
        => _states.TryGetValue(resourceId, out resourceEvent);

    /// <summary>Changes the state of all instances of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in InstancesOf(resource))
        {
            Publish(resource, id, stateFactory);
        }

        return Task.CompletedTask;
    }

    /// <summary>Changes the state of one instance.</summary>
    public Task PublishUpdateAsync(
        IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        Publish(resource, resourceId, stateFactory);
        return Task.CompletedTask;
    }

    /// <summary>All current states, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            foreach (var state in _states.Values)
            {
                channel.Writer.TryWrite(state);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Waits until an instance is in a state; null: Running.</summary>
    public Task WaitForResourceAsync(
        string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
        => WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until an instance is in one of the states and tells which.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparers.Name);
        var reached = await WaitForResourceAsync(
            resourceName, change => change.Snapshot.State?.Text is { } text && states.Contains(text), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until an instance's state satisfies a condition.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _lifetime.ApplicationStopping, _disposing.Token);
        await foreach (var change in WatchAsync(ends.Token))
        {
            if (IsNamed(change, resourceName) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"Waiting for resource '{resourceName}' ended before the condition came true.");
    }

    /// <summary>Waits until all instances of a resource are healthy and ready.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
        => WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>
    /// Waits until all instances of a resource are healthy and ready; throws <see cref="DistributedApplicationException"/> when
    /// one ends first and <paramref name="waitBehavior"/> says so.
    /// </summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
        => WaitForResourceAsync(resourceName, change => AreHealthy(change, resourceName, waitBehavior), cancellationToken);

    /// <summary>Waits for everything a resource is to wait for.</summary>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var open = WaitsOf(resource).ToList();
        var tasks = open.ToDictionary(wait => WaitForAsync(resource, wait, cancellationToken));
        while (tasks.Count > 0)
        {
            await PublishUpdateAsync(resource, state => state.With(
                "resource.waitingFor", string.Join(", ", tasks.Values.Select(wait => wait.Resource.Name).Distinct())));
            var done = await Task.WhenAny(tasks.Keys);
            tasks.Remove(done);
            await done;
        }

        await PublishUpdateAsync(resource, state => state.With("resource.waitingFor", null));
    }

    internal void Register(IResource resource, IReadOnlyList<string> instanceIds) => _instances[resource.Name] = instanceIds;

    internal IReadOnlyList<string> InstancesOf(IResource resource)
        => _instances.TryGetValue(resource.Name, out var ids) ? ids : [resource.Name];

    internal static IEnumerable<WaitAnnotation> WaitsOf(IResource resource)
        => resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime);

    private async Task WaitForAsync(IResource waiter, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var behavior = wait.WaitBehavior ?? DefaultWaitBehavior;
        var name = wait.Resource.Name;
        var reached = await WaitForResourceAsync(
            name,
            change => wait.WaitType switch
            {
                WaitType.WaitUntilStarted => AllStarted(change, name, behavior),
                WaitType.WaitForCompletion => AllOf(change).All(state => IsTerminal(state.Snapshot)),
                _ => AreHealthy(change, name, behavior),
            },
            cancellationToken);
        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            var wrong = AllOf(reached).FirstOrDefault(state => state.Snapshot.ExitCode != wait.ExitCode);
            if (wrong is not null)
            {
                throw new DistributedApplicationException(
                    $"Resource '{name}' has entered the '{wrong.Snapshot.State?.Text}' state with exit code "
                    + $"'{wrong.Snapshot.ExitCode}', expected '{wait.ExitCode}'. '{waiter.Name}' does not start.");
            }
        }
    }

    private bool AreHealthy(ResourceEvent change, string name, WaitBehavior behavior)
    {
        ThrowIfEnded(change, name, behavior, "healthy");
        return AllOf(change).All(state => state.Snapshot is { IsReady: true, HealthStatus:
            Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy });
    }

    private bool AllStarted(ResourceEvent change, string name, WaitBehavior behavior)
    {
        ThrowIfEnded(change, name, behavior, "running");
        return AllOf(change).All(state => state.Snapshot.State?.Text == KnownResourceStates.Running);
    }

    private static void ThrowIfEnded(ResourceEvent change, string name, WaitBehavior behavior, string goal)
    {
        if (behavior == WaitBehavior.StopOnResourceUnavailable && IsTerminal(change.Snapshot))
        {
            var exit = change.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "";
            throw new DistributedApplicationException(
                $"Stopped waiting for resource '{name}' to become {goal} because it is {change.Snapshot.State?.Text}{exit}. "
                + "Its console log tells why.");
        }
    }

    private IEnumerable<ResourceEvent> AllOf(ResourceEvent change)
        => InstancesOf(change.Resource).Select(id => _states.TryGetValue(id, out var state) ? state : change);

    private static bool IsTerminal(CustomResourceSnapshot state)
        => state.State?.Text is { } text && KnownResourceStates.TerminalStates.Contains(text);

    private static bool IsNamed(ResourceEvent change, string name)
        => StringComparers.Name.Equals(change.Resource.Name, name) || StringComparers.Name.Equals(change.ResourceId, name);

    private void Publish(IResource resource, string id, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_lock)
        {
            var before = _states.TryGetValue(id, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = TypeName(resource), Properties = [],
                    CreationTimeStamp = DateTime.UtcNow };
            var after = stateFactory(before);
            if (known is not null && ReferenceEquals(before, after))
            {
                return;
            }

            var change = new ResourceEvent(resource, id, after);
            _states[id] = change;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }
    }

    private static string TypeName(IResource resource)
    {
        var name = resource.GetType().Name;
        return name.EndsWith("Resource", StringComparison.Ordinal) ? name[..^"Resource".Length] : name;
    }
}
