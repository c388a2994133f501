using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Cuts the messages of a request out of a pipe and parses them in place. Several that arrive together cost one read of the pipe:
/// the rest of a read stays here until it is used up. Not for use by two threads at a time. Errors are
/// <see cref="RpcException"/>s: INVALID_ARGUMENT for what is no message.
/// </summary>
internal sealed class IncomingMessages
{
    private readonly PipeReader _pipe;
    private readonly int? _limit;
    private readonly ICompressionProvider? _encoding;
    private ReadOnlySequence<byte> _rest;
    private bool _holdsRead;
    private bool _pipeEnded;

    /// <param name="pipe">The body.</param>
    /// <param name="limit">Largest message in bytes, before and after decompression; null for none.</param>
    /// <param name="encoding">What grpc-encoding names; null for identity.</param>
    public IncomingMessages(PipeReader pipe, int? limit, ICompressionProvider? encoding)
    {
        _pipe = pipe;
        _limit = limit;
        _encoding = encoding;
    }

    /// <summary>The next message if it is already here in full; otherwise use <see cref="ReadAsync"/>.</summary>
    public bool TryRead<T>(Func<DeserializationContext, T> deserializer, [NotNullWhen(true)] out T? message)
        where T : class
    {
        if (!TryTakeFrame(out var header, out var payload))
        {
            message = null;
            return false;
        }

        message = Parse(deserializer, header, payload);
        return true;
    }

    /// <summary>The next message, or null when the body has ended between messages.</summary>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        T? message;
        while (!TryRead(deserializer, out message))
        {
            if (_pipeEnded)
            {
                return _rest.IsEmpty ? null : throw OfCaller(WireErrors.Truncated(MissingBytes()), "Send the frame to its end.");
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return message;
    }

    /// <summary>The only message of a body: none or a second one is an error. Waits for the end of the body.</summary>
    public async ValueTask<T> ReadSingleAsync<T>(
        Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        var message = await ReadAsync(deserializer, cancellationToken).ConfigureAwait(false) 
            ?? throw OfCaller(WireErrors.NoMessage(), "Send one.");
        while (!_pipeEnded && _rest.IsEmpty)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return _rest.IsEmpty ? message : throw OfCaller(WireErrors.MoreThanOne(), "Send one.");
    }

    /// <summary>Wakes a pending read with <see cref="OperationCanceledException"/>; may be called by any thread.</summary>
    public void CancelPendingRead() => _pipe.CancelPendingRead();

    private bool TryTakeFrame(out FrameHeader header, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (!FrameHeader.TryRead(_rest, out header))
        {
            return false;
        }

        if (header.Flag > 1)
        {
            throw OfCaller(WireErrors.BadCompressionFlag(header.Flag), "Send one of them.");
        }

        // Judged by the prefix alone: an oversized message is refused before any of it is buffered.
        if (header.Length > (uint)(_limit ?? int.MaxValue))
        {
            throw WireErrors.TooLargeToReceive(_limit ?? int.MaxValue);
        }

        var body = _rest.Slice(GrpcProtocol.FrameHeaderSize);
        if (body.Length < header.Length)
        {
            return false;
        }

        payload = body.Slice(0, header.Length);
        _rest = body.Slice(header.Length);
        return true;
    }

    private T Parse<T>(Func<DeserializationContext, T> deserializer, FrameHeader header, in ReadOnlySequence<byte> payload)
        where T : class
    {
        if (!header.IsCompressed)
        {
            return Deserialize(deserializer, payload);
        }

        using var expanded = new PooledBuffer();
        var encoding = _encoding ?? throw OfCaller(WireErrors.CompressedWithoutEncoding(), "Name it, or send the message as it is.");
        try
        {
            MessageCompression.Decompress(encoding, payload, expanded, _limit);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Internal)
        {
            throw OfCaller(e, "Send it whole.");
        }

        return Deserialize(deserializer, expanded.AsSequence());
    }

    [SuppressMessage(
        "Design", "CA1031:Do not catch general exception types", Justification = "Marshallers throw their own types.")]
    private static T Deserialize<T>(Func<DeserializationContext, T> deserializer, in ReadOnlySequence<byte> payload)
        where T : class
    {
        try
        {
            return PayloadDeserializationContext.Deserialize(deserializer, payload)
                ?? throw new InvalidOperationException("The marshaller returned null.");
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw OfCaller(WireErrors.Undecodable(typeof(T), e), "Send it as its contract says.");
        }
    }

    // What a caller sends is its own fault, not the service's: who reads INTERNAL looks for the cause in the wrong place.
    private static RpcException OfCaller(RpcException error, string remedy) =>
        new(new Status(StatusCode.InvalidArgument, $"{error.Status.Detail} {remedy}", error));

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_holdsRead)
        {
            // All of it counts as examined: that is what lets the transport grant the peer more window for a large message.
            _holdsRead = false;
            _pipe.AdvanceTo(_rest.Start, _rest.End);
            _rest = default;
        }

        var result = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
        _holdsRead = true;
        _rest = result.Buffer;
        _pipeEnded = result.IsCompleted;
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The call was cancelled while waiting for a message.");
        }
    }

    private long MissingBytes() => FrameHeader.TryRead(_rest, out var header)
        ? GrpcProtocol.FrameHeaderSize + header.Length - _rest.Length
        : GrpcProtocol.FrameHeaderSize - _rest.Length;
}
