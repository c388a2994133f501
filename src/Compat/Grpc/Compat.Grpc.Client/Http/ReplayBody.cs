using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Grpc.Net.Client.Retry;
using Grpc.Wire;

namespace Grpc.Net.Client.Http;

/// <summary>
/// Messages that are kept until the call is committed, so that another attempt can send them again. A message beyond the limits
/// commits the call to the attempt that runs. The turn decides who feeds the attempt: the writer, or the replay of a new attempt.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The requests own the contents, and the turn never gives out a handle.")]
internal sealed class ReplayBody(RetryBudget budget, long limit) : StreamBody
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<PooledBuffer> _kept = [];
    private PipeContent _content = new();
    private PooledBuffer? _message;
    private long _keptBytes;
    private bool _committed;
    private bool _completed;
    private bool _finished;

    // A new attempt must get what is kept before anything else: until then messages are only kept.
    private bool _replayPending;

    public override bool TryRepeat()
    {
        PipeContent before, next;
        lock (_gate)
        {
            if (_committed || _finished)
            {
                return false;
            }

            (before, next) = (_content, new PipeContent());
            _content = next;
            _replayPending = true;
        }

        before.Stop();
        _ = ReplayAsync(next);
        return true;
    }

    public override HttpContent NewContent() => _content;

    public override IBufferWriter<byte> BeginMessage() => _message = new PooledBuffer();

    public override void AbandonMessage() => _message?.Dispose();

    public override async ValueTask<bool> EndMessageAsync(CancellationToken cancellationToken)
    {
        var message = _message!;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var kept = false;
        try
        {
            PipeContent content;
            lock (_gate)
            {
                kept = TryKeep(message);
                if (_replayPending)
                {
                    return !_finished;
                }

                content = _content;
            }

            var taken = await FeedAsync(content, message, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                // An attempt that takes nothing any more has failed; the next one gets the message from what is kept.
                return !_finished && (taken || !_committed);
            }
        }
        finally
        {
            if (!kept)
            {
                message.Dispose();
            }

            EndTurn();
        }
    }

    public override void Complete()
    {
        lock (_gate)
        {
            _completed = true;
        }

        _ = CompleteAsync();
    }

    public override void Commit()
    {
        lock (_gate)
        {
            _committed = true;
        }

        ReleaseIfFree();
    }

    public override void Finish()
    {
        PipeContent content;
        lock (_gate)
        {
            _committed = _finished = true;
            content = _content;
        }

        content.Stop();
        ReleaseIfFree();
    }

    private static async ValueTask<bool> FeedAsync(PipeContent content, PooledBuffer message, CancellationToken cancellationToken)
    {
        foreach (var segment in message.AsSequence())
        {
            content.Writer.Write(segment.Span);
        }

        var flushed = await content.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        return !flushed.IsCompleted;
    }

    private bool TryKeep(PooledBuffer message)
    {
        if (_committed && !_replayPending)
        {
            return false;
        }

        if (_keptBytes + message.Length > limit || !budget.TryTake(message.Length))
        {
            _committed = true;
            if (!_replayPending)
            {
                return false;
            }

            budget.Take(message.Length);
        }

        _keptBytes += message.Length;
        _kept.Add(message);
        return true;
    }

    private async Task ReplayAsync(PipeContent content)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                _replayPending = false;
            }

            foreach (var message in _kept)
            {
                if (!await FeedAsync(content, message, CancellationToken.None).ConfigureAwait(false))
                {
                    return;
                }
            }

            bool completed;
            lock (_gate)
            {
                completed = _completed;
            }

            if (completed)
            {
                await content.Writer.CompleteAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            EndTurn();
        }
    }

    private async Task CompleteAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        PipeContent? content;
        lock (_gate)
        {
            content = _replayPending ? null : _content;
        }

        if (content is not null)
        {
            await content.Writer.CompleteAsync().ConfigureAwait(false);
        }

        EndTurn();
    }

    private void ReleaseIfFree()
    {
        if (_turn.Wait(0))
        {
            EndTurn();
        }
    }

    // Only the holder of the turn touches the kept messages, so the one who leaves it gives them back when nobody needs them.
    private void EndTurn()
    {
        bool release;
        lock (_gate)
        {
            release = _committed && !_replayPending;
        }

        if (release)
        {
            foreach (var message in _kept)
            {
                message.Dispose();
            }

            _kept.Clear();
            budget.GiveBack(_keptBytes);
            _keptBytes = 0;
        }

        _turn.Release();
    }
}
