using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>Starts one instance, notices its end, and restarts it after a crash as far as the policy allows.</summary>
internal sealed class InstanceSupervisor(RuntimeContext context, Instance instance, ILauncher launcher, bool isJob)
    : IDisposable
{
    private const int LinesShown = 20;
    public const string Restarting = "Restarting";
    private readonly RestartPolicy _policy = new(context.Options.Restart);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private volatile ChildProcess? _child;

    private string FinalState
        => instance.Resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;

    /// <summary>Starts the instance unless it runs; returns when its process is there or could not be made.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (!_loop.IsCompleted)
            {
                return;
            }

            _stop.Dispose();
            _stop = new CancellationTokenSource();
            _policy.Reset();
            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _loop = Task.Run(() => RunAsync(created, _stop.Token));
            await created.Task;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the instance unless it has ended.</summary>
    public async Task StopAsync(TimeSpan time)
    {
        await _gate.WaitAsync();
        try
        {
            if (_loop.IsCompleted)
            {
                return;
            }

            await PublishAsync(state => state with { State = KnownResourceStates.Stopping });
            await _stop.CancelAsync();
            if (_child is { } child)
            {
                await child.StopAsync(time);
            }

            await _loop;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _gate.Dispose();
    }

    private async Task RunAsync(TaskCompletionSource created, CancellationToken stop)
    {
        try
        {
            for (var restarts = 0; await RunOnceAsync(restarts, created, stop); restarts++)
            {
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndAsync(FinalState, null);
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or InvalidOperationException
            or UnauthorizedAccessException or ArgumentException)
        {
            context.Logs.GetLogger(instance.Id).LogError("{Message}", exception.Message);
            await PublishAsync(state => state.With("resource.error", exception.Message));
            await EndAsync(KnownResourceStates.FailedToStart, null);
        }
        finally
        {
            created.TrySetResult();
        }
    }

    /// <summary>Runs the process once; returns whether to run it again.</summary>
    private async Task<bool> RunOnceAsync(int restarts, TaskCompletionSource created, CancellationToken stop)
    {
        var plan = await launcher.PrepareAsync(instance, stop);
        stop.ThrowIfCancellationRequested();
        var pidFile = Path.Combine(context.Folders.Pids, instance.Id + ".pid");
        using var child = ChildProcess.Start(plan, pidFile, (line, isError) => context.Logs.Write(instance.Id, line, isError));
        _child = child;
        instance.IsUp = true;
        await PublishRunningAsync(plan, child, restarts);
        created.TrySetResult();
        if (stop.IsCancellationRequested)
        {
            await child.StopAsync(context.Options.StopTime);
        }

        var code = await child.Exited;
        _child = null;
        instance.IsUp = instance.IsHealthy = false;
        if (stop.IsCancellationRequested || code == 0 || isJob)
        {
            await EndAsync(FinalState, code);
            return false;
        }

        return await AfterCrashAsync(code, DateTime.UtcNow - child.StartedAt, stop);
    }

    private async Task<bool> AfterCrashAsync(int code, TimeSpan ranFor, CancellationToken stop)
    {
        var last = context.Logs.Latest(instance.Id, LinesShown);
        launcher.Crashed(instance, last);
        await PublishAsync(state => state.With("resource.lastLines", string.Join('\n', last.Select(line => line.Content))));
        var logger = context.Logs.GetLogger(instance.Id);
        if (_policy.AfterCrash(DateTimeOffset.UtcNow, ranFor) is not { } delay)
        {
            logger.LogError("Ended with exit code {Code} and is given up{After}.", code, GivenUpAfter());
            await EndAsync(FinalState, code);
            return false;
        }

        logger.LogWarning(
            "Ended with exit code {Code} after {Seconds} s; restarts in {Delay} s.",
            code, Seconds(ranFor), Seconds(delay));
        await PublishAsync(state => state with
        {
            State = new ResourceStateSnapshot(Restarting, KnownResourceStateStyles.Warn),
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
            IsReady = false,
        });
        await Task.Delay(delay, stop);
        return true;
    }

    private string GivenUpAfter() => _policy.Max == 0
        ? ": restarts are switched off"
        : $" after {_policy.Max} restarts within {Seconds(_policy.Window)} s";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);

    private Task PublishRunningAsync(LaunchPlan plan, ChildProcess child, int restarts) => PublishAsync(state => (state with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = child.StartedAt,
        StopTimeStamp = null,
        ExitCode = null,
        IsReady = false,
        Restarts = restarts,
        HealthReports = [.. instance.Resource.Annotations.OfType<HealthCheckAnnotation>()
            .Select(check => new HealthReportSnapshot(check.Key, null, null, null))],
    })
        .With("executable.pid", child.Id)
        .With("executable.path", plan.Program)
        .With("executable.args", string.Join(' ', plan.Arguments))
        .With("executable.workDir", plan.WorkingDirectory)
        .With("resource.error", null));

    private async Task EndAsync(string endState, int? code)
    {
        instance.IsUp = instance.IsHealthy = false;
        var style = code is null or 0 ? KnownResourceStateStyles.Info : KnownResourceStateStyles.Error;
        await PublishAsync(state => state with
        {
            State = new ResourceStateSnapshot(endState, style),
            ExitCode = code ?? state.ExitCode,
            StopTimeStamp = DateTime.UtcNow,
            IsReady = false,
        });
        if (context.Notifications.TryGetCurrentState(instance.Id, out var last))
        {
            await context.Eventing.PublishAsync(new ResourceStoppedEvent(instance.Resource, context.Services, last));
        }
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
        => context.Notifications.PublishUpdateAsync(instance.Resource, instance.Id, change);
}
