using System.Diagnostics.CodeAnalysis;

namespace Grpc.Wire;

/// <summary>
/// A message failed after a part of its frame went out: nothing sensible can follow on the stream, it must be reset.
/// </summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Callers see the inner exception.")]
internal sealed class BrokenFrameException(Exception cause)
    : IOException("A message could not be serialized to its end; the stream is reset.", cause);
