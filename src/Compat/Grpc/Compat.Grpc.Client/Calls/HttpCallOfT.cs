using System.Buffers;
using Grpc.Core;
using Grpc.Net.Client.Http;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>A call with its message types. One of the three Start methods begins it.</summary>
internal sealed class HttpCall<TRequest, TResponse> : HttpCall
    where TRequest : class
    where TResponse : class
{
    private readonly Method<TRequest, TResponse> _method;
    private ICompressionProvider? _compression;
    private MessageReader<TResponse>? _reader;
    private Task<bool>? _started;

    public HttpCall(GrpcChannel channel, Method<TRequest, TResponse> method, in CallOptions options)
        : base(channel, method, options)
    {
        _method = method;
        WriteOptions = options.WriteOptions;
    }

    public WriteOptions? WriteOptions { get; }

    /// <summary>Completes with the response of a call that has exactly one; faults with the call's status.</summary>
    public Task<TResponse>? ResponseTask { get; private set; }

    private Func<DeserializationContext, TResponse> Deserializer => _method.ResponseMarshaller.ContextualDeserializer;

    public Task<TResponse> StartUnary(TRequest request)
    {
        NeedsMessage = true;
        Begin(watchDeadline: false);
        return ResponseTask = RunSingleAsync(request, null);
    }

    public RequestStream<TRequest, TResponse> StartClientStreaming()
    {
        NeedsMessage = true;
        Begin(watchDeadline: true);
        var stream = NewStreamBody();
        ResponseTask = RunSingleAsync(null, stream);

        // A caller who learns of the failure from a write need not look at the response too.
        _ = ResponseTask.ContinueWith(
            static t => _ = t.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return new RequestStream<TRequest, TResponse>(this, stream);
    }

    public ResponseStream<TRequest, TResponse> StartServerStreaming(TRequest request)
    {
        Begin(watchDeadline: true);
        _started = StartReadingAsync(request, null);
        return new ResponseStream<TRequest, TResponse>(this);
    }

    public (RequestStream<TRequest, TResponse> Requests, ResponseStream<TRequest, TResponse> Responses) StartDuplex()
    {
        Begin(watchDeadline: true);
        var stream = NewStreamBody();
        _started = StartReadingAsync(null, stream);
        return (new RequestStream<TRequest, TResponse>(this, stream),
            new ResponseStream<TRequest, TResponse>(this));
    }

    /// <summary>The next response of a stream; null after the last, when the call has ended with OK.</summary>
    /// <exception cref="RpcException">The call has ended with another status.</exception>
    public async ValueTask<TResponse?> ReadAsync()
    {
        try
        {
            if (await _started!.ConfigureAwait(false) && !IsOver)
            {
                var message = await _reader!.ReadAsync(Token).ConfigureAwait(false);
                if (message is not null)
                {
                    return message;
                }

                Finish(ResponseStatus.FromTrailers(Response));
            }
        }
        catch (Exception e)
        {
            Finish(OutcomeOf(e));
        }

        _reader?.Release();
        return Failure() is { } failure ? throw failure : null;
    }

    /// <summary>A response that is already here; null when <see cref="ReadAsync"/> has to tell.</summary>
    public TResponse? TryReadBuffered()
    {
        try
        {
            return _started!.IsCompletedSuccessfully && _reader is { } reader && !IsOver && reader.TryRead(out var message)
                ? message
                : null;
        }
        catch (Exception e)
        {
            Finish(OutcomeOf(e));
            return null;
        }
    }

    /// <summary>What a writer learns whose messages nobody takes any more.</summary>
    public async ValueTask<Exception> WriteFailureAsync()
    {
        if (!IsOver && ResponseTask is { } response)
        {
            await ((Task)response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return CurrentOutcome is { } outcome
            ? CreateException(outcome)
            : new RpcException(new Status(
                StatusCode.Unavailable, "The peer takes no more messages of this call. Read the response stream for the status."));
    }

    /// <summary>Null while the call runs.</summary>
    public Exception? EndedFailure() => CurrentOutcome is { } outcome ? CreateException(outcome) : null;

    /// <summary>Ends the call because its own side cannot go on.</summary>
    public void Fail(Exception exception) => Cancel(OutcomeOf(exception));

    /// <summary>Frames a message as the options of the call and of the write say.</summary>
    public void Write(IBufferWriter<byte> destination, TRequest message, WriteOptions? options)
    {
        var compression = options is not null && (options.Flags & WriteFlags.NoCompress) != 0 ? null : _compression;
        FramedSerializationContext.Write(
            destination, _method.RequestMarshaller.ContextualSerializer, message, Channel.MaxSendMessageSize, compression);
    }

    private StreamBody NewStreamBody()
        => Site.Retry is null ? new PipeBody() : new ReplayBody(Channel.RetryBudget, Channel.MaxRetryBufferPerCall);

    private void Prepare(TRequest? request, StreamBody? stream)
    {
        ChooseEncoding();
        _compression = RequestEncoding is null ? null : Channel.Encodings.ToSend(RequestEncoding);
        if (stream is not null)
        {
            SetBody(stream);
            return;
        }

        var single = new SingleBody();
        Write(single.Buffer, request!, WriteOptions);
        SetBody(single);
    }

    private async Task<TResponse> RunSingleAsync(TRequest? request, StreamBody? stream)
    {
        TResponse? message = null;
        try
        {
            Prepare(request, stream);
            if (await StartAsync().ConfigureAwait(false))
            {
                message = await ReadSingleAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            Finish(OutcomeOf(e));
        }

        _reader?.Release();
        return Failure() is { } failure ? throw failure : message!;
    }

    private async ValueTask<TResponse?> ReadSingleAsync()
    {
        var reader = await OpenReaderAsync().ConfigureAwait(false);
        var message = await reader.ReadAsync(Token).ConfigureAwait(false);
        if (message is not null && await reader.ReadAsync(Token).ConfigureAwait(false) is not null)
        {
            throw WireErrors.MoreThanOne();
        }

        var outcome = ResponseStatus.FromTrailers(Response);
        Finish(message is null && outcome.Status.StatusCode == StatusCode.OK ? OutcomeOf(WireErrors.NoMessage()) : outcome);
        return message;
    }

    private async Task<bool> StartReadingAsync(TRequest? request, StreamBody? stream)
    {
        try
        {
            Prepare(request, stream);
            if (await StartAsync().ConfigureAwait(false))
            {
                await OpenReaderAsync().ConfigureAwait(false);
                return true;
            }
        }
        catch (Exception e)
        {
            Finish(OutcomeOf(e));
        }

        return false;
    }

    private async ValueTask<MessageReader<TResponse>> OpenReaderAsync()
    {
        var encoding = Channel.Encodings.Received(ResponseMetadata.Find(Response.Headers, GrpcProtocol.EncodingHeader));
        var body = await Response.Content.ReadAsStreamAsync(Token).ConfigureAwait(false);
        return _reader = new MessageReader<TResponse>(body, Deserializer, Channel.MaxReceiveMessageSize, encoding);
    }
}
