using System.Net.Sockets;

namespace Aspire.Hosting.Local;

/// <summary>Gives every endpoint its address and puts proxies where they belong.</summary>
internal sealed class EndpointAllocator(RuntimeContext context) : IAsyncDisposable
{
    private const int BindAttempts = 10;
    private readonly List<LoadSpreadingProxy> _proxies = [];

    private bool RandomPorts => context.Configuration.GetValue("DcpPublisher:RandomizePorts", false);

    /// <summary>
    /// Throws <see cref="DistributedApplicationException"/> when a given port is taken or the description contradicts itself.
    /// </summary>
    public void Allocate(IResource resource, IReadOnlyList<Instance> instances)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            Check(resource, endpoint, instances.Count);
            var port = resource is ContainerResource ? Server(resource, endpoint, instances[0])
                : endpoint.IsProxied ? Proxied(resource, endpoint, instances)
                : Direct(endpoint);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
    }

    private int Server(IResource resource, EndpointAnnotation endpoint, Instance instance)
    {
        var port = Wanted(endpoint) ?? FreePorts.Next();
        if (!FreePorts.IsFree(port))
        {
            throw Taken(resource, endpoint, port);
        }

        instance.TargetPorts[endpoint.Name] = port;
        return port;
    }

    private static int Direct(EndpointAnnotation endpoint) => endpoint.Port ?? endpoint.TargetPort ?? FreePorts.Next();

    private int Proxied(IResource resource, EndpointAnnotation endpoint, IReadOnlyList<Instance> instances)
    {
        var proxy = new LoadSpreadingProxy(instances, endpoint, context.Options.ProxyWait);
        _proxies.Add(proxy);
        for (var attempt = 1; ; attempt++)
        {
            var port = Wanted(endpoint) ?? FreePorts.Next();
            try
            {
                proxy.Listen(port);
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                if (Wanted(endpoint) is not null || attempt == BindAttempts)
                {
                    throw Taken(resource, endpoint, port);
                }
            }
        }
    }

    private int? Wanted(EndpointAnnotation endpoint) => RandomPorts && endpoint.IsProxied ? null : endpoint.Port;

    private static DistributedApplicationException Taken(IResource resource, EndpointAnnotation endpoint, int port) => new(
        $"Port {port}, which endpoint '{endpoint.Name}' of '{resource.Name}' asks for, is used by another process. "
        + $"End that process (ss -ltnp 'sport = :{port}' names it), give another port, or none for a free one.");

    private static void Check(IResource resource, EndpointAnnotation endpoint, int replicas)
    {
        var fault = endpoint switch
        {
            _ when resource is ContainerResource => null,
            { IsProxied: false } when replicas > 1 => "several replicas need a proxy in front of them",
            { TargetPort: not null } when replicas > 1 => "several replicas cannot listen on the same target port",
            { IsProxied: true, Port: { } port, TargetPort: { } target } when port == target
                => "the proxy and the process cannot both listen on the same port",
            { IsProxied: false, Port: { } port, TargetPort: { } target } when port != target
                => "without a proxy, port and target port are the same thing",
            { IsProxied: false, Port: null, TargetPort: null } => "without a proxy a port must be given",
            _ => null,
        };
        if (fault is not null)
        {
            throw new InvalidOperationException($"Endpoint '{endpoint.Name}' of '{resource.Name}' cannot work: {fault}.");
        }
    }
}
