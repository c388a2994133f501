using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Local;

/// <summary>Runs a resource's checks while it runs, publishes the results and says when it is ready.</summary>
internal sealed class HealthMonitor(RuntimeContext context, IResource resource, IReadOnlyList<Instance> instances)
{
    private const int EagerAttempts = 40;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EagerPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan HealthyPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(5);

    // Each probe dials anew: a kept connection would only tell about the process it once reached.
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false })
    {
        Timeout = CheckTime,
    };

    public async Task RunAsync(CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            var seen = Starts();
            if (seen.Count == 0)
            {
                failures = 0;
                await Task.Delay(Tick, stop);
                continue;
            }

            var healthy = await CheckAsync(stop);
            if (healthy && seen.Count == instances.Count && !IsReady())
            {
                await ReadyAsync(stop);
            }

            failures = healthy ? 0 : failures + 1;
            await PauseAsync(healthy ? HealthyPause : Backoff(failures), seen, stop);
        }
    }

    private static TimeSpan Backoff(int failures)
        => failures < EagerAttempts ? EagerPause : TimeSpan.FromSeconds(Math.Min(5, failures - EagerAttempts + 1));

    private async Task PauseAsync(TimeSpan pause, ImmutableSortedDictionary<string, DateTime?> seen, CancellationToken stop)
    {
        var until = DateTime.UtcNow + pause;
        while (DateTime.UtcNow < until && Starts().SequenceEqual(seen))
        {
            await Task.Delay(Tick, stop);
        }
    }

    private ImmutableSortedDictionary<string, DateTime?> Starts() => instances
        .Select(instance => (instance.Id, State: State(instance)))
        .Where(entry => entry.State?.State?.Text == KnownResourceStates.Running)
        .ToImmutableSortedDictionary(entry => entry.Id, entry => entry.State!.StartTimeStamp);

    private bool IsReady() => instances.All(instance => State(instance) is { IsReady: true });

    private CustomResourceSnapshot? State(Instance instance)
        => context.Notifications.TryGetCurrentState(instance.Id, out var state) ? state.Snapshot : null;

    private async Task<bool> CheckAsync(CancellationToken stop)
    {
        var checks = resource.Annotations.OfType<HealthCheckAnnotation>().ToList();
        var shared = new List<HealthReportSnapshot>();
        foreach (var check in checks.Where(check => check is not HttpHealthCheckAnnotation))
        {
            shared.Add(await RegisteredAsync(check.Key, stop));
        }

        var healthy = true;
        foreach (var instance in instances)
        {
            var own = await Task.WhenAll(
                checks.OfType<HttpHealthCheckAnnotation>().Select(check => HttpAsync(check, instance, stop)));
            var reports = shared.Concat(own).ToImmutableArray();
            instance.IsHealthy = reports.All(report => report.Status == HealthStatus.Healthy);
            healthy &= instance.IsHealthy;
            await context.Notifications.PublishUpdateAsync(resource, instance.Id, state => Differ(state.HealthReports, reports)
                ? state with { HealthReports = reports }
                : state);
        }

        return healthy;
    }

    private static bool Differ(ImmutableArray<HealthReportSnapshot> before, ImmutableArray<HealthReportSnapshot> after)
        => !before.Select(r => (r.Name, r.Status, r.Description)).SequenceEqual(
            after.Select(r => (r.Name, r.Status, r.Description)));

    private async Task<HealthReportSnapshot> RegisteredAsync(string key, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(CheckTime);
        try
        {
            var report = await context.Services.GetRequiredService<HealthCheckService>()
                .CheckHealthAsync(registration => registration.Name == key, limit.Token);
            return report.Entries.TryGetValue(key, out var entry)
                ? Report(key, entry.Status, entry.Description ?? entry.Exception?.Message)
                : Report(key, HealthStatus.Unhealthy,
                    $"No health check is registered as '{key}'. Add it with Services.AddHealthChecks().");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Report(key, HealthStatus.Unhealthy, $"No answer within {CheckTime.TotalSeconds} s.");
        }
    }

    private static async Task<HealthReportSnapshot> HttpAsync(
        HttpHealthCheckAnnotation check, Instance instance, CancellationToken stop)
    {
        if (!instance.IsUp || !instance.TargetPorts.TryGetValue(check.Endpoint.EndpointName, out var port))
        {
            return Report(check.Key, HealthStatus.Unhealthy, "The process does not run.");
        }

        var host = check.Endpoint.EndpointAnnotation.TargetHost;
        var url = new Uri(new Uri($"{check.Endpoint.Scheme}://{host}:{port}"), check.Path);
        try
        {
            using var response = await Http.GetAsync(url, stop);
            var status = (int)response.StatusCode;
            return status == check.StatusCode
                ? Report(check.Key, HealthStatus.Healthy, null)
                : Report(check.Key, HealthStatus.Unhealthy, $"GET {url} answered {status}, expected {check.StatusCode}.");
        }
        catch (HttpRequestException exception)
        {
            return Report(check.Key, HealthStatus.Unhealthy, $"GET {url}: {exception.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Report(check.Key, HealthStatus.Unhealthy, $"GET {url}: no answer within {CheckTime.TotalSeconds} s.");
        }
    }

    private static HealthReportSnapshot Report(string key, HealthStatus status, string? description)
        => new(key, status, description, null) { LastRunAt = DateTime.UtcNow };

    private async Task ReadyAsync(CancellationToken stop)
    {
        try
        {
            await context.Eventing.PublishAsync(new ResourceReadyEvent(resource, context.Services), stop);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // The handlers belong to the application; their errors must not end the watch over its health. The next round tries
            // again.
            context.Logs.GetLogger(resource).LogError(exception, "A ready handler failed.");
            return;
        }

        await context.Notifications.PublishUpdateAsync(
            resource, state => state.State?.Text == KnownResourceStates.Running ? state with { IsReady = true } : state);
    }
}
