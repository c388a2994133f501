using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;

namespace EndToEnd.Tests;

/// <summary>The whole stack as the AppHost draws it, with a database of its own and the sample rulebooks: real processes, Postgres and Redis.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    public static readonly string[] Services = ["ingestion", "metrics", "sanctions", "billing"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    // Under /tmp because the database server runs as a user of its own, who has to reach its files.
    private readonly string _home = Directory.CreateTempSubdirectory("csplatform-e2e-").FullName;
    private readonly Dictionary<string, GrpcChannel> _channels = [];
    private DistributedApplication? _stack;

    public DistributedApplication Stack => _stack ?? throw new InvalidOperationException("The stack did not start.");

    public async Task InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CsPlatform_AppHost>(
            [$"--LocalRuntime:Home={_home}", $"--CS_RULEBOOKS={Path.Combine(Tools.RepositoryRoot, "samples/rulebooks")}"], limit.Token);
        _stack = await builder.BuildAsync(limit.Token);
        await _stack.StartAsync(limit.Token);
        foreach (var service in Services)
        {
            await _stack.ResourceNotifications.WaitForResourceHealthyAsync(service, limit.Token);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }

        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }

        Directory.Delete(_home, recursive: true);
    }

    /// <summary>Where a service's gRPC endpoint is.</summary>
    public Uri Endpoint(string service) => Stack.GetEndpoint(service, "http");

    /// <summary>A channel to a service.</summary>
    public GrpcChannel Channel(string service)
    {
        if (!_channels.TryGetValue(service, out var channel))
        {
            channel = GrpcChannel.ForAddress(Endpoint(service));
            _channels.Add(service, channel);
        }

        return channel;
    }

    /// <summary>The process id of a service as it runs now.</summary>
    public int ProcessId(string service)
    {
        var pid = Stack.ResourceNotifications.TryGetCurrentState(service, out var current)
            ? current.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value
            : null;
        return Convert.ToInt32(pid ?? throw new InvalidOperationException($"{service} has no process."));
    }
}
