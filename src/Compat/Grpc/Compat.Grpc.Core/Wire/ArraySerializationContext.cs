using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Collects one message in an array, for callers that ask a marshaller for bytes.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;
    private bool _complete;

    public static byte[] Serialize<T>(Action<T, SerializationContext> serializer, T message)
    {
        var context = new ArraySerializationContext();
        serializer(message, context);
        return context._complete
            ? context._payload ?? context._writer?.WrittenSpan.ToArray() ?? []
            : throw new InvalidOperationException("The serializer did not call Complete.");
    }

    public override void SetPayloadLength(int payloadLength) =>
        _writer ??= new ArrayBufferWriter<byte>(Math.Max(payloadLength, 1));

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void Complete(byte[] payload)
    {
        _payload = payload;
        _complete = true;
    }

    public override void Complete() => _complete = true;
}
