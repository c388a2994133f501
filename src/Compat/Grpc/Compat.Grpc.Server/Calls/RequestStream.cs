using System.Diagnostics.CodeAnalysis;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The request messages of a call. Messages that arrived together are handed out without waiting.</summary>
internal sealed class RequestStream<T>(HttpServerCallContext call, Func<DeserializationContext, T> deserializer)
    : IAsyncStreamReader<T>
    where T : class
{
    private static readonly Task<bool> s_more = Task.FromResult(true);
    private T? _current;
    private int _busy;

    public T Current => _current
        ?? throw new InvalidOperationException("There is no current message: use Current only after MoveNext gave true.");

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It becomes the task's exception.")]
    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            return Task.FromException<bool>(new InvalidOperationException(
                "Can't read the next message because the previous read is still in progress."));
        }

        try
        {
            call.ThrowIfOver();
            if (call.Input.TryRead(deserializer, out _current))
            {
                Volatile.Write(ref _busy, 0);
                return s_more;
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _busy, 0);
            return Task.FromException<bool>(e);
        }

        return WaitAsync(cancellationToken);
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            _current = await call.ReadAsync(deserializer, cancellationToken);
            return _current is not null;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
