using System.Collections.ObjectModel;

namespace Grpc.Net.Client.Configuration;

/// <summary>A node of a service configuration; every property is kept under its service-config JSON name.</summary>
public abstract class ConfigObject
{
    /// <summary>The raw values by service-config JSON name.</summary>
    public IDictionary<string, object> Inner { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    internal T? GetValue<T>(string name) => Inner.TryGetValue(name, out var value) ? (T?)value : default;

    internal void SetValue<T>(string name, T? value)
    {
        if (value is null)
        {
            Inner.Remove(name);
        }
        else
        {
            Inner[name] = value;
        }
    }

    internal IList<T> GetList<T>(string name)
    {
        if (Inner.TryGetValue(name, out var value))
        {
            return (IList<T>)value;
        }

        var list = new Collection<T>();
        Inner[name] = list;
        return list;
    }
}
