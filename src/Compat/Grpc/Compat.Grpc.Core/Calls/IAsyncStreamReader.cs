namespace Grpc.Core;

/// <summary>Messages of a stream in the order they were sent.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message the last successful <see cref="MoveNext"/> arrived at.</summary>
    T Current { get; }

    /// <summary>True: <see cref="Current"/> holds the next message. False: the stream has ended.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
