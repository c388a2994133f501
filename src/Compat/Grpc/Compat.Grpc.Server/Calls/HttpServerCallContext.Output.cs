using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <content>Sending headers and messages.</content>
internal sealed partial class HttpServerCallContext
{
    /// <summary>Bytes that BufferHint may hold back before a flush happens anyway.</summary>
    private const long MaxHeldBack = 64 * 1024;

    // Guards the response against the deadline: whoever holds it either writes to a response that is still open or sees that
    // it is over.
    private readonly Lock _gate = new();
    private ICompressionProvider? _responseEncoding;
    private bool _headersPrepared;
    private bool _bodyStarted;
    private bool _flushPending;
    private long _heldBack;

    /// <summary>The response of a call with one response: it leaves together with the status.</summary>
    public void WriteLast<T>(T message, Action<T, SerializationContext> serializer)
    {
        lock (_gate)
        {
            if (!_over)
            {
                WriteMessage(message, serializer, WriteOptionsCore);
            }
        }
    }

    /// <summary>Serializes now; the returned task ends when the transport has room again.</summary>
    public ValueTask<FlushResult> Write<T>(
        T message, Action<T, SerializationContext> serializer, WriteOptions? options, CancellationToken cancellationToken)
    {
        options ??= WriteOptionsCore;
        lock (_gate)
        {
            ThrowIfOver();
            _heldBack += WriteMessage(message, serializer, options);
            if (options is not null && options.Flags.HasFlag(WriteFlags.BufferHint) && _heldBack < MaxHeldBack)
            {
                return default;
            }

            _heldBack = 0;
            var flush = Http.Response.BodyWriter.FlushAsync(cancellationToken);
            _flushPending = !flush.IsCompleted;
            return flush;
        }
    }

    /// <summary>After a flush: a response that nobody reads any more ends the handler's writing.</summary>
    public void CheckFlushed(FlushResult result)
    {
        _flushPending = false;
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The caller cancelled the call.", CallToken());
        }
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        lock (_gate)
        {
            ThrowIfOver();
            if (_headersPrepared || Http.Response.HasStarted)
            {
                throw new InvalidOperationException(
                    "Response headers can only be sent once per call, before the first message.");
            }

            PrepareHeaders();
            foreach (var entry in responseHeaders)
            {
                if (!MetadataHeaders.IsReserved(entry.Key))
                {
                    Http.Response.Headers.Append(entry.Key, MetadataHeaders.EncodeValue(entry));
                }
            }

            // From here on the status goes into trailers, whether or not the headers have left yet.
            _bodyStarted = true;
            return Http.Response.BodyWriter.FlushAsync().AsTask();
        }
    }

    private long WriteMessage<T>(T message, Action<T, SerializationContext> serializer, WriteOptions? options)
    {
        PrepareHeaders();
        var compression = options is not null && options.Flags.HasFlag(WriteFlags.NoCompress) ? null : _responseEncoding;
        var written = FramedSerializationContext.Write(
            Http.Response.BodyWriter, serializer, message, _settings.MaxSendMessageSize, compression,
            _settings.ResponseCompressionLevel);
        _bodyStarted = true;
        return written;
    }

    private void PrepareHeaders()
    {
        if (_headersPrepared)
        {
            return;
        }

        _headersPrepared = true;
        Http.Response.ContentType = GrpcProtocol.ContentType;
        if (_responseEncoding is not null)
        {
            Http.Response.Headers.GrpcEncoding = _responseEncoding.EncodingName;
        }
    }

    private void ChooseResponseEncoding(IHeaderDictionary headers)
    {
        if (_settings.ResponseCompression is not { } wanted)
        {
            return;
        }

        foreach (var accepted in headers.GrpcAcceptEncoding)
        {
            foreach (var part in accepted.AsSpan().Split(','))
            {
                if (accepted.AsSpan(part).Trim().SequenceEqual(wanted.EncodingName))
                {
                    _responseEncoding = wanted;
                    return;
                }
            }
        }
    }
}
