using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// The response messages of a call. A write ends when the transport has taken the message, so a slow caller slows the handler.
/// </summary>
internal sealed class ResponseStream<T>(HttpServerCallContext call, Action<T, SerializationContext> serializer)
    : IServerStreamWriter<T>
    where T : class
{
    private int _busy;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It becomes the task's exception.")]
    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            return Task.FromException(new ArgumentNullException(nameof(message)));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            return Task.FromException(new InvalidOperationException(
                "Can't write the message because the previous write is in progress."));
        }

        try
        {
            var flush = call.Write(message, serializer, WriteOptions, cancellationToken);
            if (!flush.IsCompletedSuccessfully)
            {
                return WaitAsync(flush);
            }

            call.CheckFlushed(flush.Result);
        }
        catch (Exception e)
        {
            Volatile.Write(ref _busy, 0);
            return Task.FromException(e);
        }

        Volatile.Write(ref _busy, 0);
        return Task.CompletedTask;
    }

    private async Task WaitAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            call.CheckFlushed(await flush);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
