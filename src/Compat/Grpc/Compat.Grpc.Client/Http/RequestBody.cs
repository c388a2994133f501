namespace Grpc.Net.Client.Http;

/// <summary>The messages a call sends, independent of how often the call is attempted.</summary>
internal abstract class RequestBody
{
    /// <summary>Makes ready for another attempt; false when what was sent cannot be sent again.</summary>
    public abstract bool TryRepeat();

    /// <summary>The content of the attempt that begins now.</summary>
    public abstract HttpContent NewContent();

    /// <summary>No attempt follows: nothing needs to be kept for one.</summary>
    public abstract void Commit();

    /// <summary>The call is over: sending stops, memory is given back.</summary>
    public abstract void Finish();
}
