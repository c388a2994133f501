using System.IO.Pipelines;
using System.Net;

namespace Grpc.Net.Client.Http;

/// <summary>
/// Sends what a pipe brings. Messages that gather while a write is under way leave together, so a fast writer pays for one flush
/// per round trip to the connection and not for one per message.
/// </summary>
internal sealed class PipeContent : HttpContent
{
    private static readonly PipeOptions s_options = new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: 64 * 1024,
        resumeWriterThreshold: 32 * 1024,
        minimumSegmentSize: 4096,
        useSynchronizationContext: false);

    private static readonly TimeSpan s_explanationTime = TimeSpan.FromSeconds(1);

    private readonly Pipe _pipe = new(s_options);
    private TaskCompletionSource? _explained;
    private volatile bool _stopped;
    private int _started;

    public bool HasStarted => Volatile.Read(ref _started) != 0;

    public PipeWriter Writer => _pipe.Writer;

    /// <summary>Ends sending without an orderly end of the stream.</summary>
    public void Stop()
    {
        _stopped = true;
        Interlocked.MemoryBarrier();
        _explained?.TrySetResult();
        _pipe.Reader.CancelPendingRead();
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            // Nobody has begun to read, so nobody will tell the writer.
            _pipe.Reader.Complete();
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SendAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new IOException("The connection was lost and a stream of messages cannot be sent twice.");
        }

        try
        {
            await CopyAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopped)
        {
            await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await WaitForExplanationAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    // The handler cancels the body of a stream that was reset or lost. The cancellation says nothing about the cause, and would hide
    // it if it arrived first; the response brings the cause.
    private Task WaitForExplanationAsync()
    {
        var explained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _explained = explained;
        Interlocked.MemoryBarrier();
        return _stopped ? Task.CompletedTask : Task.WhenAny(explained.Task, Task.Delay(s_explanationTime));
    }

    private async Task CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!_pipe.Reader.TryRead(out var read))
            {
                // Also sends the headers, which a peer needs before the first message may ever be written.
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                read = await _pipe.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            if (_stopped)
            {
                throw new OperationCanceledException("The call is over.");
            }

            foreach (var segment in read.Buffer)
            {
                await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
            }

            _pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
