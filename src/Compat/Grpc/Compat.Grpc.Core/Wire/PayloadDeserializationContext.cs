using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Gives a marshaller the payload without copying it. Reused: valid only during one parse.</summary>
internal sealed class PayloadDeserializationContext : DeserializationContext
{
    [ThreadStatic]
    private static PayloadDeserializationContext? t_free;

    private ReadOnlySequence<byte> _payload;

    public PayloadDeserializationContext()
    {
    }

    public PayloadDeserializationContext(byte[] payload) => _payload = new ReadOnlySequence<byte>(payload);

    public override int PayloadLength => (int)_payload.Length;

    /// <summary>Parses <paramref name="payload"/> with a context of this thread.</summary>
    public static T Deserialize<T>(Func<DeserializationContext, T> deserializer, in ReadOnlySequence<byte> payload)
    {
        // Taken out while in use: a deserializer may itself parse on the same thread.
        var context = t_free ?? new PayloadDeserializationContext();
        t_free = null;
        context._payload = payload;
        try
        {
            return deserializer(context);
        }
        finally
        {
            context._payload = default;
            t_free = context;
        }
    }

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;
}
