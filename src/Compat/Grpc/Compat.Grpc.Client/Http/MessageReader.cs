using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client.Http;

/// <summary>
/// Cuts messages out of a response and parses them in place, out of one pooled array that grows with the largest message and
/// shrinks when it is used up. Messages that arrive together cost one read. Not for use by two threads at a time.
/// </summary>
internal sealed class MessageReader<T>(
    Stream stream, Func<DeserializationContext, T> deserializer, int? limit, ICompressionProvider? encoding)
    where T : class
{
    private const int UsualSize = 4096;

    // An announced length is believed up to here; beyond it memory follows the bytes that really arrive.
    private const int LargestStep = 1024 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private int _needed;

    /// <summary>The next message if it is already here in full.</summary>
    public bool TryRead([NotNullWhen(true)] out T? message)
    {
        message = null;
        var held = new ReadOnlySequence<byte>(_buffer, _start, _end - _start);
        if (!FrameHeader.TryRead(held, out var header))
        {
            _needed = GrpcProtocol.FrameHeaderSize;
            return false;
        }

        if (header.Flag > 1)
        {
            throw WireErrors.BadCompressionFlag(header.Flag);
        }

        // Judged by the prefix alone: an oversized message is refused before any of it is buffered.
        var largest = Math.Min(limit ?? int.MaxValue, Array.MaxLength - GrpcProtocol.FrameHeaderSize);
        if (header.Length > largest)
        {
            throw WireErrors.TooLargeToReceive(largest);
        }

        _needed = GrpcProtocol.FrameHeaderSize + (int)header.Length;
        if (held.Length < _needed)
        {
            return false;
        }

        message = Parse(header, held.Slice(GrpcProtocol.FrameHeaderSize, header.Length));
        _start += _needed;
        return true;
    }

    /// <summary>The next message, or null when the response has ended between messages.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        T? message;
        while (!TryRead(out message))
        {
            MakeRoom();
            var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return _start == _end ? null : throw WireErrors.Truncated(_needed - (_end - _start));
            }

            _end += count;
        }

        return message;
    }

    /// <summary>Gives the memory back; only by whoever reads, between two reads.</summary>
    public void Release()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private T Parse(FrameHeader header, in ReadOnlySequence<byte> payload)
    {
        if (!header.IsCompressed)
        {
            return Deserialize(payload);
        }

        using var expanded = new PooledBuffer();
        MessageCompression.Decompress(encoding ?? throw WireErrors.CompressedWithoutEncoding(), payload, expanded, limit);
        return Deserialize(expanded.AsSequence());
    }

    private T Deserialize(in ReadOnlySequence<byte> payload)
    {
        try
        {
            return PayloadDeserializationContext.Deserialize(deserializer, payload)
                ?? throw new InvalidOperationException("The marshaller returned null.");
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw WireErrors.Undecodable(typeof(T), e);
        }
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        if (held == 0)
        {
            _start = _end = 0;
            if (_buffer.Length > 16 * UsualSize)
            {
                Release();
            }
        }

        var wanted = Math.Max(Math.Min(_needed, held + LargestStep), UsualSize);
        if (_buffer.Length - _start >= wanted && _buffer.Length > _end)
        {
            return;
        }

        if (_buffer.Length >= wanted && held < _buffer.Length)
        {
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        }
        else
        {
            var growth = held < LargestStep ? 0 : (int)Math.Min(2L * held, _needed);
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, growth));
            _buffer.AsSpan(_start, held).CopyTo(larger);
            Release();
            _buffer = larger;
        }

        (_start, _end) = (0, held);
    }
}
