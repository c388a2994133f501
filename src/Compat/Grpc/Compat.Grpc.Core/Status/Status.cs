namespace Grpc.Core;

/// <summary>Outcome of a call: code, text for people, and locally the exception behind it.</summary>
public struct Status
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    public string Detail { get; }

    /// <summary>Never sent to the peer.</summary>
    public Exception? DebugException { get; }

    public override readonly string ToString()
    {
        var debug = DebugException is null ? "" : $", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\"";
        return $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"{debug})";
    }
}
