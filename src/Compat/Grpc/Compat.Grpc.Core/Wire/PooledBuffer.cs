using System.Buffers;

namespace Grpc.Wire;

/// <summary>
/// A growing row of pooled arrays: a buffer writer whose content is readable without a copy. Dispose gives the arrays back.
/// </summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSegment = 4096;
    private const int LargestSegment = 256 * 1024;
    private Segment? _first;
    private Segment? _last;

    public long Length { get; private set; }

    public void Advance(int count)
    {
        if (count == 0)
        {
            // Protobuf advances by nothing before it has asked for any memory.
            return;
        }

        _last!.Advance(count);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => Tail(sizeHint).Free;

    public Span<byte> GetSpan(int sizeHint = 0) => Tail(sizeHint).Free.Span;

    public ReadOnlySequence<byte> AsSequence()
    {
        if (_first is null)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        for (var segment = _first; segment is not null; segment = segment.Following)
        {
            segment.Seal();
        }

        return new ReadOnlySequence<byte>(_first, 0, _last!, _last!.Memory.Length);
    }

    public void Dispose()
    {
        for (var segment = _first; segment is not null; segment = segment.Following)
        {
            ArrayPool<byte>.Shared.Return(segment.Array);
        }

        _first = _last = null;
        Length = 0;
    }

    private Segment Tail(int sizeHint)
    {
        if (_last is not null && _last.Free.Length >= Math.Max(sizeHint, 1))
        {
            return _last;
        }

        var size = _last is null ? FirstSegment : Math.Min(_last.Array.Length * 2, LargestSegment);
        var next = new Segment(ArrayPool<byte>.Shared.Rent(Math.Max(size, sizeHint)));
        if (_last is null)
        {
            _first = next;
        }
        else
        {
            _last.Append(next);
        }

        return _last = next;
    }

    private sealed class Segment(byte[] array) : ReadOnlySequenceSegment<byte>
    {
        private int _written;

        public byte[] Array { get; } = array;

        public Segment? Following => (Segment?)Next;

        public Memory<byte> Free => Array.AsMemory(_written);

        public void Advance(int count) => _written += count;

        public void Append(Segment next)
        {
            Next = next;
            next.RunningIndex = RunningIndex + _written;
        }

        public void Seal() => Memory = Array.AsMemory(0, _written);
    }
}
