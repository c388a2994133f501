using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <content>The deadline: at its time the token is cancelled and the caller gets DEADLINE_EXCEEDED, whatever the handler
/// does.</content>
internal sealed partial class HttpServerCallContext
{
    /// <summary>How long a caller that does not read may hold up the status of an expired call.</summary>
    private static readonly TimeSpan s_completionPatience = TimeSpan.FromSeconds(1);

    /// <summary>Timers take at most about 49 days; longer deadlines are re-armed.</summary>
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(40);

    private DateTime _deadline = DateTime.MaxValue;
    private Timer? _timer;
    private CancellationTokenSource? _source;
    private CancellationToken _token;
    private TaskCompletionSource? _deadlineEnd;

    private void StartDeadline(string header)
    {
        if (!TimeoutEncoding.TryDecode(header, out var timeout))
        {
            throw new RpcException(new Status(
                StatusCode.Internal,
                $"Malformed {GrpcProtocol.TimeoutHeader} '{header}': send one to eight digits and a unit: H M S m u n."));
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        if (timeout < DateTime.MaxValue - now)
        {
            _deadline = now + timeout;
            _timer = new Timer(static state => ((HttpServerCallContext)state!).OnTimer(),
                this, Timeout.Infinite, Timeout.Infinite);
            Arm(timeout);
        }
    }

    private void Arm(TimeSpan due)
    {
        // Rounded up: a timer that fires early would cancel before the deadline.
        var wait = due > s_longestTimer ? s_longestTimer : due;
        _timer?.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(wait.TotalMilliseconds, 0))), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        var rest = _deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
        if (rest > TimeSpan.Zero)
        {
            lock (_gate)
            {
                if (!_over)
                {
                    Arm(rest);
                }
            }

            return;
        }

        bool blocked;
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            _deadlineEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _over = true;
            _status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
            blocked = _flushPending;
            WriteStatus();
        }

        _ = FinishExpiredAsync(blocked);
    }

    [SuppressMessage(
        "Design", "CA1031:Do not catch general exception types", Justification = "Nobody awaits it; it ends in the log.")]
    private async Task FinishExpiredAsync(bool blocked)
    {
        try
        {
            _ = CancelHandlerAsync();
            _input?.CancelPendingRead();
            if (!blocked && await CompleteResponseAsync())
            {
                Reset(NoError);
            }
            else
            {
                // The caller does not take what is already on its way, so it cannot be told a status either.
                Reset(Cancel);
            }
        }
        catch (Exception e)
        {
            _settings.Logger.LogDebug(e, "{Method}: the expired call could not be ended in order.", MethodCore);
        }
        finally
        {
            _deadlineEnd!.TrySetResult();
        }
    }

    private async Task<bool> CompleteResponseAsync()
    {
        try
        {
            await Http.Response.CompleteAsync().WaitAsync(s_completionPatience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    [SuppressMessage(
        "Design", "CA1031:Do not catch general exception types", Justification = "Callbacks of the handler may throw.")]
    private async Task CancelHandlerAsync()
    {
        try
        {
            // The continuations of the handler run elsewhere: a slow one must not hold up the status.
            await (_source?.CancelAsync() ?? Task.CompletedTask);
        }
        catch (Exception e)
        {
            _settings.Logger.LogError(e, "{Method}: a cancellation callback failed at the deadline.", MethodCore);
        }
    }

    /// <summary>
    /// The caller's cancellation and, when there is one, the deadline. Made on demand: most handlers never look.
    /// </summary>
    private CancellationToken CallToken()
    {
        if (_deadline == DateTime.MaxValue)
        {
            return Http.RequestAborted;
        }

        lock (_gate)
        {
            if (_source is null)
            {
                _source = CancellationTokenSource.CreateLinkedTokenSource(Http.RequestAborted);
                _token = _source.Token;
                if (_deadlineEnd is not null)
                {
                    _source.Cancel();
                }
            }

            return _token;
        }
    }

    private void ReleaseDeadline()
    {
        _timer?.Dispose();
        if (_deadlineEnd is null)
        {
            // After an expiry the cancellation may still be running its callbacks.
            _source?.Dispose();
        }
    }
}
