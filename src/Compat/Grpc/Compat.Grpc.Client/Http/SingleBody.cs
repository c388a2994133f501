using Grpc.Wire;

namespace Grpc.Net.Client.Http;

/// <summary>One framed message in pooled memory, which goes back when the call and every attempt to send it are over.</summary>
internal sealed class SingleBody : RequestBody
{
    // One share is the call's own; every running send has another.
    private int _shares = 1;
    private int _finished;

    public PooledBuffer Buffer { get; } = new();

    public override bool TryRepeat() => true;

    // A body that fits the peer's first window never waits for the response, and is then sent together with the headers.
    public override HttpContent NewContent() => Buffer.Length <= SmallBodyContent.MaxSize
        ? new SmallBodyContent(this)
        : new LargeBodyContent(this);

    public override void Commit()
    {
    }

    public override void Finish()
    {
        if (Interlocked.Exchange(ref _finished, 1) == 0)
        {
            Release();
        }
    }

    /// <summary>Writes the message; false when the call is already over.</summary>
    public async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (!TryShare())
        {
            throw new OperationCanceledException("The call is over.");
        }

        try
        {
            foreach (var segment in Buffer.AsSequence())
            {
                await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Release();
        }
    }

    private bool TryShare()
    {
        var shares = Volatile.Read(ref _shares);
        while (shares > 0)
        {
            var seen = Interlocked.CompareExchange(ref _shares, shares + 1, shares);
            if (seen == shares)
            {
                return true;
            }

            shares = seen;
        }

        return false;
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _shares) == 0)
        {
            Buffer.Dispose();
        }
    }
}
