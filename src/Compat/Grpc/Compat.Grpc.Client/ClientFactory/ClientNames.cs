namespace Grpc.Net.ClientFactory;

/// <summary>The registered clients: one type per name. Filled while services are registered, read-only afterwards.</summary>
internal sealed class ClientNames
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The name belongs to another client.</exception>
    public void Add(string name, Type type)
    {
        if (!_types.TryAdd(name, type) && _types[name] != type)
        {
            throw new InvalidOperationException(
                $"The gRPC client name '{name}' is already used for {_types[name]}. "
                + $"Give {type} a name of its own: AddGrpcClient(name, ...).");
        }
    }

    public bool Contains(string name) => _types.ContainsKey(name);
}
