using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Status">The final status.</param>
/// <param name="Trailers">The peer's trailers; null to read them off the response when somebody asks.</param>
/// <param name="IsLocal">Decided here by cancellation or deadline, not by the peer.</param>
internal sealed record Outcome(Status Status, Metadata? Trailers = null, bool IsLocal = false)
{
    public static readonly Outcome Ok = new(Status.DefaultSuccess);

    public static Outcome Cancelled(string detail)
        => new(new Status(StatusCode.Cancelled, detail), Metadata.Empty, IsLocal: true);

    public static Outcome DeadlineExceeded() => new(
        new Status(StatusCode.DeadlineExceeded, "The deadline passed before the call ended."), Metadata.Empty, IsLocal: true);
}
