using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client.Channel;

/// <summary>The message encodings of a channel by name.</summary>
internal sealed class EncodingSet
{
    private readonly Dictionary<string, ICompressionProvider> _byName;

    public EncodingSet(IList<ICompressionProvider>? providers)
    {
        var all = providers is { Count: > 0 } ? [.. providers] : MessageCompression.DefaultProviders;
        _byName = all.ToDictionary(static p => p.EncodingName, StringComparer.Ordinal);
        AcceptEncoding = MessageCompression.AcceptEncoding(all);
    }

    /// <summary>The grpc-accept-encoding value.</summary>
    public string AcceptEncoding { get; }

    /// <summary>Null for identity.</summary>
    /// <exception cref="InvalidOperationException">No provider has that name.</exception>
    public ICompressionProvider? ToSend(string? name)
    {
        if (name is null or GrpcProtocol.IdentityEncoding)
        {
            return null;
        }

        return _byName.GetValueOrDefault(name) ?? throw new InvalidOperationException(
            $"No compression provider is named '{name}'. Add it to CompressionProviders or use one of {AcceptEncoding}.");
    }

    /// <summary>Null for identity; an encoding the channel never offered ends the call.</summary>
    public ICompressionProvider? Received(string? name)
    {
        if (name is null or GrpcProtocol.IdentityEncoding)
        {
            return null;
        }

        return _byName.GetValueOrDefault(name) ?? throw WireErrors.UnknownEncoding(name, AcceptEncoding);
    }
}
