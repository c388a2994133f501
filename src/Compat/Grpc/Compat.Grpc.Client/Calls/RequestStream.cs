using Grpc.Core;
using Grpc.Net.Client.Http;

namespace Grpc.Net.Client.Calls;

/// <summary>The writing side of a call.</summary>
internal sealed class RequestStream<TRequest, TResponse>(HttpCall<TRequest, TResponse> call, StreamBody body)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private int _writing;
    private volatile bool _completed;

    public WriteOptions? WriteOptions { get; set; } = call.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (call.DisposedError() is { } disposed)
        {
            return Task.FromException(disposed);
        }

        if (_completed)
        {
            return Refuse("The request stream has been completed; no message can follow.");
        }

        if (call.EndedFailure() is { } failure)
        {
            return Task.FromException(failure);
        }

        if (Interlocked.Exchange(ref _writing, 1) != 0)
        {
            return Refuse("The previous message is still being written. Await each WriteAsync before the next.");
        }

        return Frame(message) is { } error ? Task.FromException(error) : HandOver(cancellationToken);
    }

    public Task CompleteAsync()
    {
        if (call.EndedFailure() is not null || _completed)
        {
            return Task.CompletedTask;
        }

        if (Volatile.Read(ref _writing) != 0)
        {
            return Refuse("A message is still being written. Await it before the stream is completed.");
        }

        _completed = true;
        body.Complete();
        return Task.CompletedTask;
    }

    private static Task Refuse(string reason) => Task.FromException(new InvalidOperationException(reason));

    // A message that is too large leaves nothing behind and the stream goes on; after any other failure part of it may be on the
    // wire.
    private Exception? Frame(TRequest message)
    {
        try
        {
            call.Write(body.BeginMessage(), message, WriteOptions);
            return null;
        }
        catch (RpcException e)
        {
            body.AbandonMessage();
            Volatile.Write(ref _writing, 0);
            return e;
        }
        catch (Exception e)
        {
            body.AbandonMessage();
            call.Fail(e);
            Volatile.Write(ref _writing, 0);
            return call.EndedFailure();
        }
    }

    private Task HandOver(CancellationToken cancellationToken)
    {
        var written = body.EndMessageAsync(cancellationToken);
        if (!written.IsCompletedSuccessfully)
        {
            return WaitAsync(written.AsTask(), cancellationToken);
        }

        var accepted = written.Result;
        Volatile.Write(ref _writing, 0);
        return accepted ? Task.CompletedTask : ThrowAsync();
    }

    private async Task WaitAsync(Task<bool> written, CancellationToken cancellationToken)
    {
        bool accepted;
        try
        {
            accepted = await written.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Part of the message may be on the wire: the call cannot go on without the rest.
            call.Cancel(Outcome.Cancelled("A write was cancelled by the caller."));
            accepted = false;
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }

        if (!accepted)
        {
            throw await call.WriteFailureAsync().ConfigureAwait(false);
        }
    }

    private async Task ThrowAsync() => throw await call.WriteFailureAsync().ConfigureAwait(false);
}
