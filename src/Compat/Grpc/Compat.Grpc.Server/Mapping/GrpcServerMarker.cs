namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Registered by AddGrpc; remembers what is mapped only once per application.</summary>
internal sealed class GrpcServerMarker
{
    /// <summary>True after the catch-all for unknown services has been mapped.</summary>
    public bool UnknownServicesMapped { get; set; }
}
