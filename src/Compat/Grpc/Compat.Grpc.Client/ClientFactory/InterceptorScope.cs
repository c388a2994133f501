namespace Grpc.Net.ClientFactory;

/// <summary>How long an interceptor lives.</summary>
public enum InterceptorScope
{
    /// <summary>As long as the channel; shared by all clients of a name.</summary>
    Channel = 0,

    /// <summary>As long as the client, with the services of the client's scope.</summary>
    Client = 1,
}
