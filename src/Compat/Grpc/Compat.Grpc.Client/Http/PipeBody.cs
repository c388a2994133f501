using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Grpc.Net.Client.Http;

/// <summary>Messages that are sent once, straight from where they are framed.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The request that sends the content owns it.")]
internal sealed class PipeBody : StreamBody
{
    private readonly PipeContent _content = new();

    // A connection that could not be opened leaves the content untouched.
    public override bool TryRepeat() => !_content.HasStarted;

    public override HttpContent NewContent() => _content;

    public override IBufferWriter<byte> BeginMessage() => _content.Writer;

    public override ValueTask<bool> EndMessageAsync(CancellationToken cancellationToken)
    {
        var flush = _content.Writer.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully
            ? new ValueTask<bool>(!flush.Result.IsCompleted)
            : AwaitAsync(flush);

        static async ValueTask<bool> AwaitAsync(ValueTask<System.IO.Pipelines.FlushResult> flush)
            => !(await flush.ConfigureAwait(false)).IsCompleted;
    }

    public override void AbandonMessage()
    {
    }

    public override void Complete() => _content.Writer.Complete();

    public override void Commit()
    {
    }

    public override void Finish() => _content.Stop();
}
