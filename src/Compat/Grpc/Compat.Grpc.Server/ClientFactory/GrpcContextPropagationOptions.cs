namespace Grpc.AspNetCore.ClientFactory;

/// <summary>How clients take over deadline and cancellation of the current server call.</summary>
public class GrpcContextPropagationOptions
{
    /// <summary>True: a call made outside a server call is sent as it is. False, the default: it is an error.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}
