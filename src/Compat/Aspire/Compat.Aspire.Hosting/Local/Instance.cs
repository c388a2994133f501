using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Aspire.Hosting.Local;

/// <summary>One process of a resource: its identity over all its starts.</summary>
internal sealed class Instance(IResource resource, string id, string suffix)
{
    private const int SuffixLength = 8;
    private int _connections;
    private long _avoidUntil;

    public IResource Resource { get; } = resource;

    /// <summary>The resource's name, with a random suffix when it has several replicas.</summary>
    public string Id { get; } = id;

    public string Suffix { get; } = suffix;

    /// <summary>Ports the process listens on, by endpoint name; chosen anew at each start unless given.</summary>
    public ConcurrentDictionary<string, int> TargetPorts { get; } = new(StringComparers.Name);

    /// <summary>Whether its process runs.</summary>
    public bool IsUp { get; set; }

    /// <summary>Whether its own checks passed last time.</summary>
    public bool IsHealthy { get; set; }

    /// <summary>Connections open through the proxy.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Whether it refused a connection a moment ago.</summary>
    public bool IsAvoided => Environment.TickCount64 < Volatile.Read(ref _avoidUntil);

    public static IReadOnlyList<Instance> For(IResource resource)
    {
        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        return [.. Enumerable.Range(0, replicas).Select(_ =>
        {
            var suffix = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", SuffixLength);
            return new Instance(resource, replicas == 1 ? resource.Name : $"{resource.Name}-{suffix}", suffix);
        })];
    }

    public void Avoid(TimeSpan time)
        => Volatile.Write(ref _avoidUntil, Environment.TickCount64 + (long)time.TotalMilliseconds);

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Disconnected() => Interlocked.Decrement(ref _connections);
}
