namespace Grpc.Net.ClientFactory;

/// <summary>Creates the clients that AddGrpcClient registered.</summary>
public abstract class GrpcClientFactory
{
    /// <summary>Creates a client; channels are shared by all clients of a name.</summary>
    /// <exception cref="InvalidOperationException">No such client is registered, or it has no address.</exception>
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
