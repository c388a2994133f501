using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Writes one framed message to a buffer writer. With the length announced and no compression, the marshaller writes straight
/// into the
/// destination behind the frame header; otherwise the payload passes through pooled memory. One context per thread is reused.
/// </summary>
internal sealed class FramedSerializationContext : SerializationContext, IBufferWriter<byte>
{
    [ThreadStatic]
    private static FramedSerializationContext? t_free;

    private IBufferWriter<byte> _destination = null!;
    private ICompressionProvider? _compression;
    private CompressionLevel? _level;
    private int? _limit;
    private int? _announced;
    private long _direct;
    private bool _headerWritten;
    private bool _complete;
    private PooledBuffer? _buffer;

    /// <summary>
    /// Frames <paramref name="message"/> into <paramref name="destination"/>; returns the number of bytes written.
    /// </summary>
    /// <param name="limit">Largest payload in bytes before compression; null for none. Beyond it: RESOURCE_EXHAUSTED, nothing
    /// written.</param>
    /// <exception cref="BrokenFrameException">The message failed half-way; the stream cannot go on.</exception>
    public static long Write<T>(
        IBufferWriter<byte> destination, Action<T, SerializationContext> serializer, T message, int? limit,
        ICompressionProvider? compression = null, CompressionLevel? level = null)
    {
        var context = t_free ?? new FramedSerializationContext();
        t_free = null;
        context._destination = destination;
        context._compression = compression;
        context._level = level;
        context._limit = limit;
        try
        {
            serializer(message, context);
            return context.Finish();
        }
        catch (Exception e) when (context._headerWritten)
        {
            throw new BrokenFrameException(e);
        }
        finally
        {
            context.Reset();
            t_free = context;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        CheckLimit(payloadLength);
        _announced = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter() =>
        _announced is not null && _compression is null ? this : _buffer ??= new PooledBuffer();

    public override void Complete(byte[] payload)
    {
        MarkComplete();
        CheckLimit(payload.Length);
        if (_compression is null)
        {
            _announced = payload.Length;
            this.Write(payload);
        }
        else
        {
            (_buffer ??= new PooledBuffer()).Write(payload);
        }
    }

    public override void Complete() => MarkComplete();

    void IBufferWriter<byte>.Advance(int count)
    {
        _direct += count;
        if (_headerWritten)
        {
            _destination.Advance(count);
        }
        else if (count > 0)
        {
            // Zero is no payload yet: protobuf advances by nothing before it asks for its first memory.
            // The header shares the first piece of memory with the payload, which saves the transport one round of bookkeeping.
            _headerWritten = true;
            _destination.Advance(count + GrpcProtocol.FrameHeaderSize);
        }
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        if (_headerWritten)
        {
            return _destination.GetMemory(sizeHint);
        }

        var memory = _destination.GetMemory(Math.Max(sizeHint, 1) + GrpcProtocol.FrameHeaderSize);
        FrameHeader.Write(memory.Span, compressed: false, _announced!.Value);
        return memory[GrpcProtocol.FrameHeaderSize..];
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        if (_headerWritten)
        {
            return _destination.GetSpan(sizeHint);
        }

        var span = _destination.GetSpan(Math.Max(sizeHint, 1) + GrpcProtocol.FrameHeaderSize);
        FrameHeader.Write(span, compressed: false, _announced!.Value);
        return span[GrpcProtocol.FrameHeaderSize..];
    }

    private long Finish()
    {
        if (!_complete)
        {
            throw new InvalidOperationException("The serializer did not call Complete.");
        }

        if (_buffer is not null || _compression is not null)
        {
            return FinishBuffered();
        }

        if (_direct != (_announced ?? 0))
        {
            throw new InvalidOperationException(
                $"The serializer announced {_announced} bytes and wrote {_direct}. A message must not change while it is sent.");
        }

        if (!_headerWritten)
        {
            WriteHeader(compressed: false, 0);
        }

        return _direct + GrpcProtocol.FrameHeaderSize;
    }

    private long FinishBuffered()
    {
        var buffer = _buffer ??= new PooledBuffer();
        CheckLimit(buffer.Length);
        if (_compression is null)
        {
            return WriteFrame(compressed: false, buffer.AsSequence());
        }

        using var compressed = new PooledBuffer();
        MessageCompression.Compress(_compression, _level, buffer.AsSequence(), compressed);
        return WriteFrame(compressed: true, compressed.AsSequence());
    }

    private long WriteFrame(bool compressed, in ReadOnlySequence<byte> payload)
    {
        WriteHeader(compressed, checked((int)payload.Length));
        foreach (var segment in payload)
        {
            _destination.Write(segment.Span);
        }

        return payload.Length + GrpcProtocol.FrameHeaderSize;
    }

    private void WriteHeader(bool compressed, int length)
    {
        FrameHeader.Write(_destination.GetSpan(GrpcProtocol.FrameHeaderSize), compressed, length);
        _destination.Advance(GrpcProtocol.FrameHeaderSize);
    }

    private void CheckLimit(long length)
    {
        if (length > _limit)
        {
            throw WireErrors.TooLargeToSend(_limit.Value);
        }
    }

    private void MarkComplete()
    {
        if (_complete)
        {
            throw new InvalidOperationException("Complete was called twice for one message.");
        }

        _complete = true;
    }

    private void Reset()
    {
        _buffer?.Dispose();
        _buffer = null;
        _destination = null!;
        _compression = null;
        _announced = null;
        _direct = 0;
        _headerWritten = false;
        _complete = false;
    }
}
