using System.Buffers;

namespace Grpc.Net.Client.Http;

/// <summary>Messages that are still being written. One writer at a time.</summary>
internal abstract class StreamBody : RequestBody
{
    /// <summary>Where the next message is framed into.</summary>
    public abstract IBufferWriter<byte> BeginMessage();

    /// <summary>
    /// Hands the message over; waits while the peer takes less than is written. False when nothing is sent any more.
    /// </summary>
    public abstract ValueTask<bool> EndMessageAsync(CancellationToken cancellationToken);

    /// <summary>Forgets a message that could not be framed and was not begun on the wire.</summary>
    public abstract void AbandonMessage();

    /// <summary>No message follows.</summary>
    public abstract void Complete();
}
