using System.Text;

namespace CsPlatform.Adapters.Tests.Kit;

/// <summary>An input of very many rows that never stands in memory whole; it can be read again from the beginning.</summary>
internal sealed class LongInput(AdapterSample sample, int rows) : Stream
{
    private byte[] piece = [];
    private int offset;
    private int next;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => next == 0 ? 0 : throw new NotSupportedException();
        set
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(value, 0);
            (piece, offset, next) = ([], 0, 0);
        }
    }

    /// <summary>Bytes handed out.</summary>
    public long Given { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (offset == piece.Length && !Fill())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, piece.Length - offset);
        piece.AsSpan(offset, count).CopyTo(buffer);
        offset += count;
        Given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Fill()
    {
        if (next > rows)
        {
            return false;
        }

        var text = next == 0 ? sample.Head : "";
        text += next == rows ? sample.Foot : sample.RowOf(next) + (next == rows - 1 ? "" : sample.Between);
        next++;
        (piece, offset) = (Encoding.UTF8.GetBytes(text), 0);
        return piece.Length > 0 || Fill();
    }
}
