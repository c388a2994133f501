using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>The reading side of a call.</summary>
internal sealed class ResponseStream<TRequest, TResponse>(HttpCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private int _reading;
    private TResponse? _current;

    /// <summary>The message the last successful MoveNext found; null before the first and after the last.</summary>
    public TResponse Current => _current!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (call.DisposedError() is { } disposed)
        {
            return Task.FromException<bool>(disposed);
        }

        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            return Task.FromException<bool>(new InvalidOperationException(
                "The previous message is still being read. Await each MoveNext before the next."));
        }

        if (!cancellationToken.IsCancellationRequested && call.TryReadBuffered() is { } message)
        {
            _current = message;
            Volatile.Write(ref _reading, 0);
            return Task.FromResult(true);
        }

        return ReadAsync(cancellationToken);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using (cancellationToken.UnsafeRegister(
                static call => ((HttpCall)call!).Cancel(Outcome.Cancelled("A read was cancelled by the caller.")), call))
            {
                _current = null;
                _current = await call.ReadAsync().ConfigureAwait(false);
                return _current is not null;
            }
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
