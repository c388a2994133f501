namespace Grpc.Core;

/// <summary>Hints for one message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More messages follow: the message may wait in a buffer.</summary>
    BufferHint = 1,

    /// <summary>The message is sent uncompressed even when the call is compressed.</summary>
    NoCompress = 2,
}
