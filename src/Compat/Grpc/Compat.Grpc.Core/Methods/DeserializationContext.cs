using System.Buffers;

namespace Grpc.Core;

/// <summary>Gives the bytes of one message; they are valid only while it is being parsed.</summary>
public abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => throw new NotSupportedException("This context gives no payload array.");

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(PayloadAsNewBuffer());
}
