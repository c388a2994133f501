using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <content>Ending the call with a status.</content>
internal sealed partial class HttpServerCallContext
{
    // HTTP/2 error codes.
    private const int NoError = 0;
    private const int InternalError = 2;
    private const int Cancel = 8;

    private bool _over;

    /// <summary>Once the response has its status, neither reading nor writing makes sense.</summary>
    public void ThrowIfOver()
    {
        if (!Volatile.Read(ref _over))
        {
            return;
        }

        throw _deadlineEnd is null
            ? new InvalidOperationException("Can't read or write messages because the call is complete.")
            : new OperationCanceledException("The deadline of the call has passed.", CallToken());
    }

    /// <summary>Decides the status from what the handler threw.</summary>
    public void Fail(Exception exception)
    {
        switch (exception)
        {
            case RpcException rpc:
                _settings.Logger.LogDebug(rpc, "{Method} ended with {StatusCode}.", MethodCore, rpc.StatusCode);
                _status = rpc.Status;
                AddTrailers(rpc.Trailers);
                break;
            case BrokenFrameException broken:
                _settings.Logger.LogError(broken.InnerException, "{Method} failed while a response was sent.", MethodCore);
                _status = new Status(StatusCode.Internal, "A response could not be sent to its end.", broken);
                Reset(InternalError);
                break;
            case OperationCanceledException or IOException
                when Volatile.Read(ref _over) || Http.RequestAborted.IsCancellationRequested
                || exception is OperationCanceledException { InnerException: IOException }:
                _settings.Logger.LogDebug("{Method} was cancelled.", MethodCore);
                _status = new Status(StatusCode.Cancelled, "The call was cancelled.", exception);
                break;
            default:
                _settings.Logger.LogError(exception, "{Method} threw an exception.", MethodCore);
                _status = new Status(StatusCode.Unknown, ExceptionDetail(exception), exception);
                break;
        }
    }

    /// <summary>
    /// Puts the status into the response, unless the deadline has; then waits until the deadline is done with the response.
    /// </summary>
    public ValueTask EndAsync()
    {
        TaskCompletionSource? deadlineEnd;
        lock (_gate)
        {
            if (!_over)
            {
                _over = true;
                WriteStatus();
            }

            deadlineEnd = _deadlineEnd;
        }

        ReleaseDeadline();
        return deadlineEnd is null ? default : new ValueTask(deadlineEnd.Task);
    }

    private void WriteStatus()
    {
        PrepareHeaders();
        var destination = _bodyStarted || Http.Response.HasStarted
            ? Http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : Http.Response.Headers;
        if (destination is null or { IsReadOnly: true })
        {
            // The response is gone: the caller reset the stream.
            return;
        }

        ResponseStatus.Write(destination, _status);
        if (_responseTrailers is not null)
        {
            foreach (var entry in _responseTrailers)
            {
                AppendTrailer(destination, entry);
            }
        }

        if (Http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            activity.SetTag("grpc.method", MethodCore);
            activity.SetTag("grpc.status_code", ResponseStatus.Text(_status.StatusCode));
        }
    }

    private void AppendTrailer(IHeaderDictionary destination, Metadata.Entry entry)
    {
        if (MetadataHeaders.IsReserved(entry.Key))
        {
            return;
        }

        try
        {
            destination.Append(entry.Key, MetadataHeaders.EncodeValue(entry));
        }
        catch (InvalidOperationException e)
        {
            // The status matters more than one trailer that HTTP cannot carry.
            _settings.Logger.LogWarning(e, "{Method}: the trailer {Trailer} was left out.", MethodCore, entry.Key);
        }
    }

    private void AddTrailers(Metadata trailers)
    {
        foreach (var entry in trailers)
        {
            ResponseTrailersCore.Add(entry);
        }
    }

    private string ExceptionDetail(Exception exception)
    {
        const string Plain = "Exception was thrown by handler.";
        if (!_settings.EnableDetailedErrors)
        {
            return Plain;
        }

        var detail = Plain;
        for (var e = exception; e is not null; e = e.InnerException)
        {
            detail += $" {e.GetType().Name}: {e.Message}";
        }

        return detail;
    }

    private void Reset(int errorCode)
    {
        if (Http.Features.Get<IHttpResetFeature>() is { } reset)
        {
            reset.Reset(errorCode);
        }
        else
        {
            Http.Abort();
        }
    }
}
