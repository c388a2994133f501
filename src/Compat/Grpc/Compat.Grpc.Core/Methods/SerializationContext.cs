using System.Buffers;

namespace Grpc.Core;

/// <summary>Takes the bytes of one message, either whole or through a buffer writer.</summary>
public abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw new NotSupportedException("This context takes no payload array.");

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException("This context has no buffer writer.");

    /// <summary>Announces the exact size, so that the message can be framed without a copy.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotSupportedException("This context has no buffer writer to complete.");
}
