using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>Runs the application's resources as local processes for as long as the host runs.</summary>
internal sealed class LocalRuntime(RuntimeContext context, ILogger<LocalRuntime> logger) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan ServersShare = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ResourceLifecycle> _lifecycles = [];
    private readonly List<Task> _background = [];
    private readonly EndpointAllocator _endpoints = new(context);
    private readonly SemaphoreSlim _stopping = new(1, 1);
    private Watchdog? _watchdog;
    private LogFiles? _logs;
    private StackReport? _report;
    private bool _isStopped;
    private bool _isDisposed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var token = either.Token;
        await OpenAsync(token);
        await context.Eventing.PublishAsync(new BeforeStartEvent(context.Services, context.Model), token);
        var dependents = new DependentStates(context);
        dependents.KeepGeneratedValues();
        await DescribeAsync(token);
        await dependents.PublishValuesAsync(token);
        Watch();
        await Task.WhenAll(_lifecycles.Where(lifecycle => lifecycle.StartsByItself)
            .Select(lifecycle => lifecycle.StartAsync(lifecycle.Instances, token)));
        token.ThrowIfCancellationRequested();
        await context.Eventing.PublishAsync(new AfterResourcesCreatedEvent(context.Services, context.Model), token);
        _background.Add(QuietlyAsync(AnnounceAsync(_stop.Token)));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.WaitAsync(CancellationToken.None);
        try
        {
            if (_isStopped)
            {
                return;
            }

            _isStopped = true;
            if (_report is { } report)
            {
                report.Phase = "stopping";
                report.Say("Stopping.");
            }

            await _stop.CancelAsync();
            await StopResourcesAsync();
            await CloseAsync();
        }
        finally
        {
            _stopping.Release();
        }
    }

    // The container knows the runtime by two registrations and disposes it once for each.
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await StopAsync(CancellationToken.None);
            _stop.Dispose();
            _stopping.Dispose();
        }
    }

    /// <summary>Executes a command on an instance, or on all instances of a resource.</summary>
    public async Task<ExecuteCommandResult> ExecuteAsync(string name, string command, CancellationToken cancellationToken)
    {
        var lifecycle = _lifecycles.Find(candidate => StringComparers.Name.Equals(candidate.Resource.Name, name)
            || candidate.Instances.Any(instance => StringComparers.Name.Equals(instance.Id, name)));
        var resource = lifecycle?.Resource
            ?? context.Model.Resources.FirstOrDefault(candidate => StringComparers.Name.Equals(candidate.Name, name));
        if (resource?.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(own => own.Name == command) is { } custom)
        {
            return await custom.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = context.Services,
                ResourceName = name,
                CancellationToken = cancellationToken,
            });
        }

        if (lifecycle is null)
        {
            return CommandResults.Failure($"Resource '{name}' not found, or it has no process to {command}.");
        }

        var one = lifecycle.Instances.Where(instance => StringComparers.Name.Equals(instance.Id, name)).ToList();
        return await ExecuteAsync(lifecycle, one.Count > 0 ? one : lifecycle.Instances, command);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        ResourceLifecycle lifecycle, IReadOnlyList<Instance> instances, string command)
    {
        if (command == KnownResourceCommands.StopCommand || command == KnownResourceCommands.RestartCommand)
        {
            await lifecycle.StopAsync(instances, context.Options.StopTime);
        }
        else if (command != KnownResourceCommands.StartCommand)
        {
            return CommandResults.Failure($"Command '{command}' not available for resource '{lifecycle.Resource.Name}'.");
        }

        if (command != KnownResourceCommands.StopCommand && !lifecycle.SkipWaits())
        {
            await lifecycle.StartAsync(instances, _stop.Token);
        }

        return CommandResults.Success();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        context.Folders.Create();
        var self = Environment.ProcessId;
        await File.WriteAllTextAsync(
            Path.Combine(context.Folders.Run, Leftovers.HostFile), $"{self} {ProcessTable.StartTime(self)} {Posix.SigTerm}\n",
                cancellationToken);
        _logs = new LogFiles(context.Folders, context.Logs);
        LogForwarding.Start(context);
        _watchdog = new Watchdog(context.Folders.Pids, context.Options.StopTime, logger);
        _report = new StackReport(context, context.Services.GetRequiredService<IConsoleReport>());
        _report.Say($"Application host directory is: {context.AppHostDirectory}");
        _report.Say($"Logs of this run: {context.Folders.Run}");
        var swept = await new Leftovers(context.Folders, context.Options, logger).SweepAsync(cancellationToken);
        if (swept > 0)
        {
            _report.Say($"Ended {swept} processes that an earlier run had left behind.");
        }
    }

    private async Task DescribeAsync(CancellationToken cancellationToken)
    {
        var jobs = context.Model.Resources.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>())
            .Where(wait => wait.WaitType == WaitType.WaitForCompletion).Select(wait => wait.Resource).ToHashSet();
        foreach (var resource in context.Model.Resources)
        {
            var instances = Instance.For(resource);
            context.Notifications.Register(resource, [.. instances.Select(instance => instance.Id)]);
            if (LauncherFor(resource) is { } launcher)
            {
                _lifecycles.Add(new ResourceLifecycle(context, resource, instances, launcher, jobs.Contains(resource)));
            }

            await context.Notifications.PublishUpdateAsync(resource, state => state with
            {
                State = KnownResourceStates.NotStarted,
                Relationships = [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                    .Select(relation => new RelationshipSnapshot(relation.Resource.Name, relation.Type)).Distinct()],
            });
            await context.Eventing.PublishAsync(
                new InitializeResourceEvent(resource, context.Eventing, context.Logs, context.Notifications, context.Services),
                    cancellationToken);
        }

        // Kept passwords are known from here on; once addresses are there too, anyone may ask for a connection string.
        await Task.WhenAll(_lifecycles.Select(lifecycle => lifecycle.ClaimAsync(cancellationToken)));
        context.Folders.Notes.ToList().ForEach(_report!.Say);
        foreach (var lifecycle in _lifecycles)
        {
            _endpoints.Allocate(lifecycle.Resource, lifecycle.Instances);
        }

        foreach (var lifecycle in _lifecycles)
        {
            await ResourceUrls.PublishAsync(context, lifecycle.Resource, cancellationToken);
            await context.Eventing.PublishAsync(
                new ResourceEndpointsAllocatedEvent(lifecycle.Resource, context.Services), cancellationToken);
        }
    }

    private ILauncher? LauncherFor(IResource resource) => resource switch
    {
        ProjectResource project => new ProjectLauncher(context, project),
        ExecutableResource executable => new ExecutableLauncher(context, executable),
        PostgresServerResource postgres => new PostgresLauncher(context, postgres),
        RedisResource redis => new RedisLauncher(context, redis),
        _ => null,
    };

    private void Watch()
    {
        foreach (var lifecycle in _lifecycles)
        {
            _background.Add(
                QuietlyAsync(new HealthMonitor(context, lifecycle.Resource, lifecycle.Instances).RunAsync(_stop.Token)));
        }

        foreach (var database in context.Model.Resources.OfType<PostgresDatabaseResource>())
        {
            var instance = new Instance(database, database.Name, database.Name);
            context.Notifications.Register(database, [database.Name]);
            _background.Add(QuietlyAsync(new HealthMonitor(context, database, [instance]).RunAsync(_stop.Token)));
        }

        _background.Add(QuietlyAsync(new DependentStates(context).FollowServersAsync(_stop.Token)));
        _background.Add(QuietlyAsync(new CrashReport(context, _report!).FollowAsync(_stop.Token)));
    }

    private async Task AnnounceAsync(CancellationToken stop)
    {
        while (_report!.Rows().Any(row => !IsSettled(row)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }

        var bad = _report.Rows().Where(row => row.State is "FailedToStart" || row.ExitCode is not (null or 0)).Select(
            row => row.Id).ToList();
        _report.Phase = "running";
        _report.Refresh();
        _report.Say(bad.Count == 0
            ? "Distributed application started. Press Ctrl+C to shut down."
            : $"Distributed application started, but not all of it runs: {string.Join(", ", bad)}. Press Ctrl+C to shut down.");
    }

    private static bool IsSettled(StackRow row)
        => row.IsReady || row.State is "FailedToStart" or "Finished" or "Exited" or "NotStarted" or "Value missing";

    private async Task StopResourcesAsync()
    {
        var deadline = DateTime.UtcNow + StopBudget;
        foreach (var group in StopOrder.Of(_lifecycles))
        {
            var isServers = group[0].Resource is ContainerResource;
            var left = deadline - DateTime.UtcNow - (isServers ? TimeSpan.Zero : ServersShare);
            var time = new[] { left, context.Options.StopTime, TimeSpan.FromSeconds(10) }.Min();
            var enough = time > TimeSpan.FromSeconds(1) ? time : TimeSpan.FromSeconds(1);
            await Task.WhenAll(group.Select(lifecycle => lifecycle.StopAsync(lifecycle.Instances, enough)));
        }
    }

    private async Task CloseAsync()
    {
        await Task.WhenAll(_background);
        await _endpoints.DisposeAsync();
        _lifecycles.ForEach(lifecycle => lifecycle.Release());
        if (_report is not null)
        {
            await _report.DisposeAsync();
        }

        _watchdog?.Dispose();
        new Leftovers(context.Folders, context.Options, logger).RemoveData(context.Folders.Pids);
        _logs?.Dispose();
    }

    private async Task QuietlyAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The stack stops, and its watchers with it.
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A watcher of the local runtime ended.");
        }
    }
}
