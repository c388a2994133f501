using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>Exceptions of the HTTP stack as statuses.</summary>
internal static class TransportErrors
{
    /// <summary>The status of a call that <paramref name="exception"/> ended.</summary>
    /// <param name="address">The address called, for the people who read the message.</param>
    public static Outcome ToOutcome(Exception exception, Uri address)
    {
        if (exception is RpcException rpc)
        {
            return new Outcome(rpc.Status, rpc.Trailers);
        }

        var code = CodeOf(exception);
        var action = code == StatusCode.Unavailable ? "Cannot reach" : "Call failed at";
        var target = address.GetLeftPart(UriPartial.Authority);
        return new Outcome(new Status(code, $"{action} {target}: {Describe(exception)}", exception));
    }

    /// <summary>No connection could be opened, so the peer has seen nothing of the call.</summary>
    public static bool IsUnreachable(Exception? exception)
        => exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError,
        };

    /// <summary>The peer ended the stream with an HTTP/2 error code.</summary>
    public static bool IsReset(Exception? exception)
    {
        while (exception is not null and not HttpProtocolException)
        {
            exception = exception.InnerException;
        }

        return exception is HttpProtocolException reset && IsReset(reset);
    }

    private static StatusCode CodeOf(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case HttpProtocolException protocol:
                    return CodeOf(protocol);
                case OperationCanceledException:
                    // Not the call's own token, so the handler gave up: a timeout while connecting, or a lost stream.
                    return StatusCode.Unavailable;
                case SocketException or IOException or ObjectDisposedException:
                    return current.InnerException is HttpProtocolException inner ? CodeOf(inner) : StatusCode.Unavailable;
                case HttpRequestException when IsUnreachable(current):
                    return StatusCode.Unavailable;
            }
        }

        // What the stack itself refuses to send, a header among others, would be refused again: nothing for a retry policy.
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
            ? StatusCode.Unavailable
            : StatusCode.Internal;
    }

    // Only a reset names the fate of this call. An error of the connection, a missed ping among them, says nothing about the call
    // but that the peer is gone; the stack tells the two apart by the exception's text alone.
    private static StatusCode CodeOf(HttpProtocolException exception)
        => IsReset(exception) ? CodeOfReset(exception.ErrorCode) : StatusCode.Unavailable;

    private static bool IsReset(HttpProtocolException exception)
        => exception.Message.Contains("reset the stream", StringComparison.Ordinal);

    private static StatusCode CodeOfReset(long error) => error switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static string Describe(Exception exception)
    {
        var text = exception.Message;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.Contains(inner.Message, StringComparison.Ordinal))
            {
                text = $"{text} {inner.Message}";
            }
        }

        return text;
    }
}
