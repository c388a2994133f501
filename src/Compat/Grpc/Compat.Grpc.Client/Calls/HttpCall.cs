using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Client.Channel;
using Grpc.Net.Client.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Calls;

/// <summary>
/// One call, over all its attempts: what may end it (peer, caller, deadline, channel) and what is known of its end.
/// The first to end it wins; everything else sees that end.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The end of the call, however it comes, disposes the source; the response is disposed with it.")]
internal abstract partial class HttpCall
{
    // The longest time a timer takes; a deadline beyond it is far enough to have no local timer.
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(24);

    private readonly CancellationTokenSource _cancel = new();
    private readonly CallOptions _options;
    private readonly DateTime _deadline;
    private CancellationTokenRegistration _callerRegistration;
    private CancellationTokenRegistration _channelRegistration;
    private TaskCompletionSource<Metadata>? _headers;
    private HttpResponseMessage? _response;
    private Outcome? _outcome;
    private bool _headersArrived;
    private volatile bool _disposed;

    protected HttpCall(GrpcChannel channel, IMethod method, in CallOptions options)
    {
        Channel = channel;
        Site = channel.GetSite(method);
        _options = options;
        _deadline = CheckDeadline(options.Deadline);
        Token = _cancel.Token;
    }

    protected GrpcChannel Channel { get; }

    protected CallSite Site { get; }

    protected RequestBody? Body { get; private set; }

    protected string? RequestEncoding { get; private set; }

    /// <summary>Whether status OK without a message breaks the protocol, as it does where exactly one is due.</summary>
    protected bool NeedsMessage { get; set; }

    /// <summary>Cancelled when the call ends before its time.</summary>
    protected CancellationToken Token { get; }

    /// <summary>Null while the call runs.</summary>
    protected Outcome? CurrentOutcome => Volatile.Read(ref _outcome);

    protected bool IsOver => Volatile.Read(ref _outcome) is not null;

    /// <summary>The response whose headers promise messages.</summary>
    protected HttpResponseMessage Response => _response!;

    /// <exception cref="InvalidOperationException">The call runs.</exception>
    public Status GetStatus() => Ended("status").Status;

    /// <exception cref="InvalidOperationException">The call runs.</exception>
    public Metadata GetTrailers() => TrailersOf(Ended("trailers"));

    public Task<Metadata> GetHeadersAsync()
    {
        var headers = Volatile.Read(ref _headers);
        if (headers is null)
        {
            var created = new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
            headers = Interlocked.CompareExchange(ref _headers, created, null) ?? created;
            SettleHeaders();
        }

        return headers.Task;
    }

    /// <summary>The caller has lost interest; a call that has ended stays as it is.</summary>
    public void Dispose()
    {
        _disposed = true;
        Cancel(Outcome.Cancelled("The call was disposed before it ended."));
    }

    /// <summary>What using a stream of a call after its disposal comes to; null before.</summary>
    public Exception? DisposedError() => _disposed ? new ObjectDisposedException("The gRPC call " + Site.Uri.AbsolutePath) : null;

    /// <summary>Ends the call and tells the peer.</summary>
    public void Cancel(Outcome outcome)
    {
        if (TrySetOutcome(outcome))
        {
            _cancel.Cancel();
            _response?.Dispose();
            CleanUp();
        }
    }

    /// <summary>The end of the call as an exception; null after status OK.</summary>
    public Exception? Failure()
    {
        var outcome = _outcome!;
        if (outcome.Status.StatusCode == StatusCode.OK)
        {
            return null;
        }

        return CreateException(outcome);
    }

    protected Exception CreateException(Outcome outcome)
    {
        var exception = new RpcException(outcome.Status, TrailersOf(outcome));
        if (!Channel.ThrowOperationCanceled || !(outcome.IsLocal || IsOwnDeadline(outcome)))
        {
            return exception;
        }

        var token = _options.CancellationToken.IsCancellationRequested ? _options.CancellationToken : Token;
        return new OperationCanceledException(outcome.Status.Detail, exception, token);
    }

    /// <summary>Arms everything that may end the call from outside.</summary>
    /// <param name="watchDeadline">Whether the deadline must end the call by itself, as nothing awaits the token all the time.</param>
    protected void Begin(bool watchDeadline)
    {
        if (_deadline != DateTime.MaxValue)
        {
            StartTimer(watchDeadline);
        }

        if (_options.CancellationToken.CanBeCanceled)
        {
            _callerRegistration = _options.CancellationToken.UnsafeRegister(
                static call => ((HttpCall)call!).Cancel(Outcome.Cancelled("The call was cancelled by the caller.")), this);
        }

        _channelRegistration = Channel.ShutdownToken.UnsafeRegister(
            static call => ((HttpCall)call!).Cancel(Outcome.Cancelled("The channel was shut down.")), this);
        if (IsOver)
        {
            Unregister();
        }
    }

    protected void SetBody(RequestBody body)
    {
        Body = body;
        Interlocked.MemoryBarrier();
        if (IsOver)
        {
            body.Finish();
        }
    }

    /// <summary>Ends the call with what the peer or the transport said.</summary>
    protected void Finish(Outcome outcome)
    {
        if (TrySetOutcome(outcome))
        {
            _response?.Dispose();
            CleanUp();
        }
    }

    /// <summary>What an exception on the way means for the call.</summary>
    protected Outcome OutcomeOf(Exception exception)
    {
        if (exception is OperationCanceledException && Token.IsCancellationRequested)
        {
            // Everyone else who cancels the token ends the call first.
            return _outcome ?? Outcome.DeadlineExceeded();
        }

        var outcome = TransportErrors.ToOutcome(exception, Channel.Address);

        // A peer whose timer wins may reset the stream instead of telling a status.
        return TransportErrors.IsReset(exception) && IsAtDeadline() ? Outcome.DeadlineExceeded() : outcome;
    }

    private static DateTime CheckDeadline(DateTime? deadline)
    {
        if (deadline is not { } value || value == DateTime.MaxValue)
        {
            return DateTime.MaxValue;
        }

        return value.Kind == DateTimeKind.Utc || value == DateTime.MinValue
            ? value
            : throw new InvalidOperationException($"A deadline must be UTC, not {value.Kind}. Use DateTime.UtcNow.Add(...).");
    }

    private bool IsOwnDeadline(Outcome outcome) => outcome.Status.StatusCode == StatusCode.DeadlineExceeded && IsAtDeadline();

    // The peer's timer runs for the same deadline and may win by a little.
    private bool IsAtDeadline() => TimeLeft() < TimeSpan.FromMilliseconds(100);

    private TimeSpan? TimeLeft() => _deadline == DateTime.MaxValue ? null : _deadline - DateTime.UtcNow;

    private void StartTimer(bool watch)
    {
        var left = _deadline - DateTime.UtcNow;
        if (left <= TimeSpan.Zero)
        {
            Cancel(Outcome.DeadlineExceeded());
        }
        else if (left < s_longestTimer)
        {
            if (watch)
            {
                Token.UnsafeRegister(static call => ((HttpCall)call!).Cancel(Outcome.DeadlineExceeded()), this);
            }

            // Rounded up: a timer that fires before the deadline would lie.
            _cancel.CancelAfter((int)Math.Ceiling(left.TotalMilliseconds));
        }
    }

    private Outcome Ended(string what) => Volatile.Read(ref _outcome) ?? throw new InvalidOperationException(
        $"The {what} are known when the call has ended: await its response, or read its stream to the end.");

    private Metadata TrailersOf(Outcome outcome)
        => outcome.Trailers ?? (_response is { } response ? ResponseMetadata.From(response.TrailingHeaders) : Metadata.Empty);

    private bool TrySetOutcome(Outcome outcome)
    {
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is not null)
        {
            return false;
        }

        if (outcome.Status.StatusCode != StatusCode.OK)
        {
            Channel.Logger.LogDebug("Call {Uri} ended with {Status}.", Site.Uri, outcome.Status);
        }

        return true;
    }

    private void CleanUp()
    {
        Unregister();
        _cancel.Dispose();
        Body?.Finish();
        if (Site.Retry is not null && _outcome!.Status.StatusCode == StatusCode.OK)
        {
            Channel.Throttle?.Succeeded();
        }

        SettleHeaders();
    }

    private void Unregister()
    {
        _callerRegistration.Unregister();
        _channelRegistration.Unregister();
    }

    private void SettleHeaders()
    {
        var headers = Volatile.Read(ref _headers);
        if (headers is null)
        {
            return;
        }

        if (Volatile.Read(ref _headersArrived))
        {
            headers.TrySetResult(ResponseMetadata.From(_response!.Headers));
        }
        else if (Volatile.Read(ref _outcome) is { } outcome)
        {
            if (outcome.Trailers is { } trailersOnly && !outcome.IsLocal && _response is not null)
            {
                headers.TrySetResult(trailersOnly);
            }
            else if (headers.TrySetException(CreateException(outcome)))
            {
                // Nobody has to ask for headers; the call itself reports its failure.
                _ = headers.Task.Exception;
            }
        }
    }
}
