namespace Grpc.Core;

/// <summary>Sends messages of a stream, one write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Completes when the transport has room for the next message.</summary>
    Task WriteAsync(T message);

    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            throw new NotSupportedException("This stream writer cannot cancel a single write. Cancel the call instead.");
        }

        return WriteAsync(message);
    }
}
