using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;

namespace Grpc.HealthCheck;

/// <summary>
/// Holds the health of each service and tells those who watch it about changes. The empty name is the server as a whole.
/// </summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    // A watcher that does not keep up misses intermediate states, never the latest.
    private const int WatcherBacklog = 5;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> _statuses = [];
    private readonly Dictionary<string, List<ChannelWriter<HealthCheckResponse>>> _watchers = [];

    public void SetStatus(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            var before = StatusOf(service);
            _statuses[service] = status;
            if (before != status)
            {
                Tell(service, status);
            }
        }
    }

    public void ClearStatus(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            if (_statuses.Remove(service))
            {
                Tell(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);
            }
        }
    }

    public void ClearAll()
    {
        lock (_gate)
        {
            foreach (var service in _statuses.Keys.ToList())
            {
                ClearStatus(service);
            }
        }
    }

    /// <summary>NOT_FOUND when no status is set for the service.</summary>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            return _statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, $"Unknown service '{request.Service}'."));
        }
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var changes = Channel.CreateBounded<HealthCheckResponse>(
            new BoundedChannelOptions(WatcherBacklog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Register(request.Service, changes.Writer);
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(change, context.CancellationToken);
            }
        }
        finally
        {
            Unregister(request.Service, changes.Writer);
        }
    }

    private void Register(string service, ChannelWriter<HealthCheckResponse> watcher)
    {
        lock (_gate)
        {
            if (!_watchers.TryGetValue(service, out var watchers))
            {
                _watchers[service] = watchers = [];
            }

            watchers.Add(watcher);
            watcher.TryWrite(new HealthCheckResponse { Status = StatusOf(service) });
        }
    }

    private void Unregister(string service, ChannelWriter<HealthCheckResponse> watcher)
    {
        lock (_gate)
        {
            var watchers = _watchers[service];
            watchers.Remove(watcher);
            if (watchers.Count == 0)
            {
                _watchers.Remove(service);
            }
        }
    }

    private HealthCheckResponse.Types.ServingStatus StatusOf(string service) =>
        _statuses.GetValueOrDefault(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);

    private void Tell(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        foreach (var watcher in _watchers.GetValueOrDefault(service) ?? [])
        {
            watcher.TryWrite(new HealthCheckResponse { Status = status });
        }
    }
}
