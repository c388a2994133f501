using System.Collections;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Mappings by service name; a later one replaces an earlier one of the same name.</summary>
public sealed class ServiceMappingCollection : ICollection<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> _mappings = new(StringComparer.Ordinal);

    public int Count => _mappings.Count;

    bool ICollection<ServiceMapping>.IsReadOnly => false;

    public void Clear() => _mappings.Clear();

    public void Remove(string name) => _mappings.Remove(name);

    public void Add(ServiceMapping service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _mappings.Add(service.Name, service);
    }

    /// <summary>The service is healthy when all checks that <paramref name="predicate"/> picks are.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) =>
        _mappings[name] = new ServiceMapping(name, predicate);

    public IEnumerator<ServiceMapping> GetEnumerator() => _mappings.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<ServiceMapping>.Contains(ServiceMapping item) => _mappings.ContainsValue(item);

    void ICollection<ServiceMapping>.CopyTo(ServiceMapping[] array, int arrayIndex) => _mappings.Values.CopyTo(array, arrayIndex);

    bool ICollection<ServiceMapping>.Remove(ServiceMapping item) =>
        _mappings.TryGetValue(item.Name, out var found) && ReferenceEquals(found, item) && _mappings.Remove(item.Name);

    internal ServiceMapping? Find(string name) => _mappings.GetValueOrDefault(name);
}
